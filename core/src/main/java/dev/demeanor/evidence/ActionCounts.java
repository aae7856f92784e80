package dev.demeanor.evidence;

import static dev.demeanor.evidence.PointerConstants.BINS;
import static dev.demeanor.evidence.PointerConstants.CELLS;
import static dev.demeanor.evidence.PointerConstants.FEATURES;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/** How many of a subject's actions fell into each bin of each feature. Immutable. */
final class ActionCounts {

  private static final float LARGEST = 1e9f;

  private final float[] counts;

  private ActionCounts(float[] counts) {
    this.counts = counts;
  }

  static ActionCounts none() {
    return new ActionCounts(new float[CELLS]);
  }

  /** Returns these, of which {@code kept} is left, and the actions of one more window. */
  ActionCounts with(double[] window, double kept) {
    float[] next = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      next[i] = Math.min(LARGEST, (float) (counts[i] * kept + window[i]));
    }
    return new ActionCounts(next);
  }

  /** Returns how many actions have the feature. */
  double total(int feature) {
    double total = 0;
    for (int b = 0; b < BINS; b++) {
      total += counts[feature * BINS + b];
    }
    return total;
  }

  /**
   * Returns for each bin which rank its middle has among the subject's own actions, beyond the
   * middle one: from -0.5 to 0.5, on average 0.
   */
  float[] ranks() {
    float[] ranks = new float[CELLS];
    for (int j = 0; j < FEATURES; j++) {
      double total = Math.max(1e-9, total(j));
      double below = 0;
      for (int i = j * BINS; i < (j + 1) * BINS; i++) {
        ranks[i] = (float) ((below + counts[i] / 2) / total - 0.5);
        below += counts[i];
      }
    }
    return ranks;
  }

  /** Returns how likely each bin is, smoothed by as many actions as are given here. */
  double[] shares(double[] towards, double smoothing) {
    double[] shares = new double[CELLS];
    for (int j = 0; j < FEATURES; j++) {
      double total = total(j) + smoothing;
      for (int i = j * BINS; i < (j + 1) * BINS; i++) {
        shares[i] = (counts[i] + smoothing * towards[i]) / total;
      }
    }
    return shares;
  }

  /** Returns the mean bin of a feature, NaN without any action. */
  double meanBin(int feature) {
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      sum += b * counts[feature * BINS + b];
    }
    return sum / total(feature);
  }

  /** Returns the standard deviation of a feature's bins. */
  double binDeviation(int feature) {
    double mean = meanBin(feature);
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      sum += (b - mean) * (b - mean) * counts[feature * BINS + b];
    }
    return Math.sqrt(sum / total(feature));
  }

  void save(StateWriter out) {
    for (float count : counts) {
      out.putFloat(count);
    }
  }

  static ActionCounts load(StateReader in) {
    float[] counts = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      counts[i] = in.getFloat();
      if (!(counts[i] >= 0 && counts[i] <= LARGEST)) {
        throw new CorruptStateException("counts must be numbers of at least 0");
      }
    }
    return new ActionCounts(counts);
  }
}
