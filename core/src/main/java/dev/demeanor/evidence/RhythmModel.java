package dev.demeanor.evidence;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;

/**
 * One subject's entries and the centres and scales that follow from them; see {@link
 * RhythmDetector}. Immutable.
 */
final class RhythmModel implements SubjectModel {

  // Ages count entries. People drift within days and get faster, so the centre forgets quickly;
  // their spread changes more slowly than their place.
  private static final double[] CENTRE_WEIGHTS =
      WeightedStatistics.weights(15, RhythmDetector.KEPT);
  private static final double[] SCALE_WEIGHTS = WeightedStatistics.weights(50, RhythmDetector.KEPT);
  private static final double[] NEIGHBOUR_SCALE_WEIGHTS =
      WeightedStatistics.weights(100, RhythmDetector.KEPT);

  // One slip must not decide: a feature deviates by at most 4 scales, the level by at most 6.
  private static final double CLIP = 4;
  private static final double LEVEL_CLIP = 6;

  // Half of the level is taken out before the shape is judged, and the level itself weighs 3
  // features.
  private static final double LEVEL_SHARE = 0.5;
  private static final double LEVEL_WEIGHT = 3;
  private static final int LEVEL_ENTRIES = 60;

  private static final int NEIGHBOURS = 5;
  private static final double AGE_PENALTY = 3.0 / 50;

  /**
   * Typing never repeats more exactly than this, in logarithms; keeps a robot's template from a
   * scale of zero.
   */
  private static final double MIN_SCALE = 1e-3;

  private final int keys;
  private final int samples;
  private final SampleHistory history;
  private final float[] rows;
  private final double[] centre;
  private final double[] scale;
  private final double[] neighbourRate;
  private final double dwellLevelScale;
  private final double latencyLevelScale;

  RhythmModel(int keys, int samples, SampleHistory history) {
    this.keys = keys;
    this.samples = samples;
    this.history = history;
    this.rows = history.values();
    int features = 3 * keys - 2;
    centre = new double[features];
    scale = new double[features];
    neighbourRate = new double[2 * keys - 1];
    long[] order = new long[history.size()];
    for (int j = 0; j < features; j++) {
      int count = WeightedStatistics.order(history, j, order);
      centre[j] = WeightedStatistics.median(history, j, CENTRE_WEIGHTS, order, count);
      scale[j] = spread(j, centre[j], SCALE_WEIGHTS);
      if (j < neighbourRate.length) {
        double middle =
            WeightedStatistics.median(history, j, NEIGHBOUR_SCALE_WEIGHTS, order, count);
        neighbourRate[j] = 1 / spread(j, middle, NEIGHBOUR_SCALE_WEIGHTS);
      }
    }
    dwellLevelScale = levelScale(0, keys);
    latencyLevelScale = levelScale(keys, features);
  }

  private double spread(int feature, double middle, double[] weights) {
    return WeightedStatistics.meanDistance(history, feature, middle, weights) + MIN_SCALE;
  }

  private double levelScale(int from, int to) {
    double[] scratch = new double[to - from];
    double[] row = new double[3 * keys - 2];
    int entries = Math.min(LEVEL_ENTRIES, history.size());
    double sum = 0;
    for (int age = 0; age < entries; age++) {
      for (int j = from; j < to; j++) {
        row[j] = history.value(age, j);
      }
      sum += Math.abs(level(row, from, to, scratch, 0));
    }
    return sum / Math.max(1, entries) + MIN_SCALE;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    float[] row = LogTimes.decode(keys, LogTimes.encode(sample, keys));
    return new RhythmModel(keys, samples + 1, history.with(row));
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    int features = 3 * keys - 2;
    out.begin(features);
    if (history.size() == 0) {
      out.abstain(AbstentionReason.COLD_START);
      return;
    }
    double[] scratch = out.scratch(2 * features + 2 * NEIGHBOURS);
    LogTimes.of(probe, keys, scratch);
    int present = 0;
    for (int j = 0; j < features; j++) {
      if (isPresent(scratch, j)) {
        present++;
      }
    }
    if (2 * present < features) {
      out.abstain(AbstentionReason.NO_DATA);
      return;
    }
    double share = (double) features / present;
    addRhythm(scratch, 0, keys, dwellLevelScale, share, out);
    addRhythm(scratch, keys, features, latencyLevelScale, share, out);
    addNeighbours(scratch, features, out);
  }

  private boolean isPresent(double[] probe, int feature) {
    return !Double.isNaN(probe[feature]) && !Double.isNaN(centre[feature]);
  }

  /** Shape and level of one group of features. */
  private void addRhythm(
      double[] probe, int from, int to, double levelScale, double share, ScoreBuffer out) {
    if (from == to) {
      return;
    }
    double level = level(probe, from, to, probe, centre.length);
    for (int j = from; j < to; j++) {
      if (isPresent(probe, j)) {
        double off = Math.abs(probe[j] - centre[j] - LEVEL_SHARE * level) / scale[j];
        out.add(j, -share * Math.min(off, CLIP));
      }
    }
    out.addInteraction(-LEVEL_WEIGHT * Math.min(Math.abs(level) / levelScale, LEVEL_CLIP));
  }

  /** Returns the median deviation of a group from the centre, 0 when nothing of it is present. */
  private double level(double[] probe, int from, int to, double[] scratch, int at) {
    int count = 0;
    for (int j = from; j < to; j++) {
      if (isPresent(probe, j)) {
        scratch[at + count++] = probe[j] - centre[j];
      }
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(scratch, at, at + count);
    int middle = at + count / 2;
    return count % 2 == 1 ? scratch[middle] : (scratch[middle - 1] + scratch[middle]) / 2;
  }

  /**
   * Mean distance to the nearest stored entries, on dwell and press to press; age counts as
   * distance.
   */
  private void addNeighbours(double[] probe, int features, ScoreBuffer out) {
    int best = 2 * features;
    int row = best + NEIGHBOURS;
    int found = 0;
    for (int age = 0; age < history.size(); age++) {
      double bound = found < NEIGHBOURS ? Double.POSITIVE_INFINITY : probe[best + found - 1];
      double distance = distance(probe, history.offset(age), AGE_PENALTY * age, bound);
      if (distance < bound) {
        found = Math.min(found + 1, NEIGHBOURS);
        int at = found - 1;
        while (at > 0 && probe[best + at - 1] > distance) {
          probe[best + at] = probe[best + at - 1];
          probe[row + at] = probe[row + at - 1];
          at--;
        }
        probe[best + at] = distance;
        probe[row + at] = age;
      }
    }
    for (int i = 0; i < found; i++) {
      int age = (int) probe[row + i];
      int entry = history.offset(age);
      double share = neighbourShare(probe, entry) / found;
      for (int j = 0; j < neighbourRate.length; j++) {
        double off = off(probe, entry, j);
        if (!Double.isNaN(off)) {
          out.add(j, -share * off);
        }
      }
      out.addInteraction(-AGE_PENALTY * age / found);
    }
  }

  /**
   * Returns the distance to a stored entry, or any number from {@code bound} on once it is there.
   */
  private double distance(double[] probe, int entry, double start, double bound) {
    int features = neighbourRate.length;
    double sum = start;
    int j = 0;
    for (; j + 3 < features && sum < bound; j += 4) { // in fours: additions need not wait in line
      sum +=
          (off(probe, entry, j) + off(probe, entry, j + 1))
              + (off(probe, entry, j + 2) + off(probe, entry, j + 3));
    }
    for (; j < features && sum < bound; j++) {
      sum += off(probe, entry, j);
    }
    return Double.isNaN(sum) ? distanceOfPresent(probe, entry, start) : sum;
  }

  private double distanceOfPresent(double[] probe, int entry, double start) {
    double share = neighbourShare(probe, entry);
    double sum = start;
    for (int j = 0; j < neighbourRate.length; j++) {
      double off = off(probe, entry, j);
      sum += Double.isNaN(off) ? 0 : share * off;
    }
    return sum;
  }

  /** Returns by how much a distance over the features present in both stands for one over all. */
  private double neighbourShare(double[] probe, int entry) {
    int both = 0;
    for (int j = 0; j < neighbourRate.length; j++) {
      both += Double.isNaN(off(probe, entry, j)) ? 0 : 1;
    }
    return both == 0 ? 0 : (double) neighbourRate.length / both;
  }

  /**
   * Returns by how much a feature is off that of a stored entry, in scales, clipped; NaN when
   * either is missing.
   */
  private double off(double[] probe, int entry, int feature) {
    double off = Math.abs(probe[feature] - rows[entry + feature]) * neighbourRate[feature];
    return off > CLIP ? CLIP : off;
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(RhythmDetector.FORMAT).putInt(samples).putInt(history.size());
    for (int age = history.size() - 1; age >= 0; age--) {
      int entry = history.offset(age);
      float[] row = Arrays.copyOfRange(rows, entry, entry + 3 * keys - 2);
      for (short value : LogTimes.encode(row, keys)) {
        out.putByte(value >> 8).putByte(value);
      }
    }
  }
}
