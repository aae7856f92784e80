package dev.demeanor.evidence;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.LoadedModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One subject's newest samples, with the median and spread of each feature. States a window
 * relative to them and has the population's model score that. Immutable.
 */
final class RelativeModel implements SubjectModel {

  /** Samples from which medians and spreads say something. */
  private static final int LEAST = 10;

  /** Beyond this many spreads a feature is simply far off. */
  private static final double MOST = 10;

  /** A spread below this share of the median is a clock's resolution, not a habit. */
  private static final double LEAST_SPREAD = 0.02;

  private static final int NEAREST = 5;

  private final RelativeSchema relative;
  private final @Nullable LoadedModel loaded;
  private final int samples;
  private final SampleHistory history;
  private final double[] median;

  /** NaN where nothing is known of a feature. */
  private final double[] spread;

  RelativeModel(
      RelativeSchema relative, @Nullable LoadedModel loaded, int samples, SampleHistory history) {
    this.relative = relative;
    this.loaded = loaded;
    this.samples = samples;
    this.history = history;
    this.median = new double[relative.group.length];
    this.spread = new double[relative.group.length];
    double[] column = new double[history.size()];
    for (int j = 0; j < median.length; j++) {
      place(j, column);
    }
  }

  private void place(int feature, double[] column) {
    int count = 0;
    for (int age = 0; age < history.size(); age++) {
      double value = history.value(age, feature);
      if (!Double.isNaN(value)) {
        column[count++] = value;
      }
    }
    double[] known = Arrays.copyOf(column, count);
    median[feature] = Spreads.median(known);
    double found = Spreads.of(known, median[feature]);
    spread[feature] =
        count < LEAST
            ? Double.NaN
            : Math.max(found, LEAST_SPREAD * Math.abs(median[feature]) + 1e-9);
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    float[] row = new float[median.length];
    for (int j = 0; j < row.length; j++) {
      float value = (float) sample.value(j);
      row[j] = Float.isFinite(value) ? value : Float.NaN;
    }
    return new RelativeModel(relative, loaded, samples + 1, history.with(row));
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(probe.size());
    if (history.size() < LEAST) {
      out.abstain(AbstentionReason.COLD_START);
      return;
    }
    LoadedModel model = loaded;
    if (model == null) {
      out.abstain(AbstentionReason.MODEL_UNAVAILABLE);
      return;
    }
    float[] row = out.row(relative.size());
    double[] work = out.scratch(scratch());
    if (!relate(probe, row, work)) {
      out.abstain(AbstentionReason.NO_DATA);
      return;
    }
    double score = scoreOf(model, row, work);
    if (Double.isFinite(score)) {
      out.addInteraction(model.curve().at(score));
    } else {
      out.abstain(AbstentionReason.MODEL_UNAVAILABLE);
    }
  }

  /** A model that fails must not stop a decision. */
  private static double scoreOf(LoadedModel model, float[] row, double[] scores) {
    try {
      model.scorer().score(row, 1, scores);
      return scores[0];
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }

  int scratch() {
    return 2 * median.length + NEAREST + 1;
  }

  /**
   * Writes the inputs of the model; false when the window holds less than a third of the features
   * (many of free text are always missing) or a whole group is missing.
   */
  boolean relate(FeatureVector probe, float[] row, double[] work) {
    int size = median.length;
    int present = 0;
    int within = 0;
    for (int j = 0; j < size; j++) {
      double offset = (probe.value(j) - median[j]) / spread[j];
      work[j] = Double.isNaN(offset) ? Double.NaN : Math.max(-MOST, Math.min(MOST, offset));
      present += Double.isNaN(offset) ? 0 : 1;
      within += Math.abs(offset) <= 1 ? 1 : 0;
    }
    if (history.size() < LEAST || 3 * present < size) {
      return false;
    }
    int at = 0;
    for (int group = 0; group < relative.groups; group++) {
      if (!summarise(group, row, at, work)) {
        return false;
      }
      at += RelativeSchema.OF_GROUP.size();
    }
    row[at++] = (float) ((double) within / present);
    nearest(probe, work);
    row[at++] = (float) work[size];
    row[at++] = (float) mean(work, size, size + NEAREST);
    row[at] = (float) agreement(probe);
    return true;
  }

  private boolean summarise(int group, float[] row, int at, double[] work) {
    int from = median.length;
    int count = 0;
    double sum = 0;
    double squares = 0;
    double magnitudes = 0;
    for (int j = 0; j < median.length; j++) {
      if (relative.group[j] == group && !Double.isNaN(work[j])) {
        sum += work[j];
        squares += work[j] * work[j];
        magnitudes += Math.abs(work[j]);
        work[from + count++] = Math.abs(work[j]);
      }
    }
    if (count == 0) {
      return false;
    }
    insertionSort(work, from, count);
    double mean = sum / count;
    row[at] = (float) mean;
    row[at + 1] = (float) Math.sqrt(Math.max(0, squares / count - mean * mean));
    row[at + 2] = (float) (magnitudes / count);
    row[at + 3] = (float) work[from + count / 2];
    row[at + 4] = (float) work[from + (int) (0.9 * (count - 1))];
    row[at + 5] = (float) work[from + count - 1];
    return true;
  }

  /** Sorts without allocating, which {@code Arrays.sort} does not promise. */
  private static void insertionSort(double[] values, int from, int count) {
    for (int i = from + 1; i < from + count; i++) {
      double value = values[i];
      int j = i;
      while (j > from && values[j - 1] > value) {
        values[j] = values[j - 1];
        j--;
      }
      values[j] = value;
    }
  }

  /** Writes the mean distances to the nearest samples, in spreads, nearest first. */
  private void nearest(FeatureVector probe, double[] work) {
    int from = median.length;
    Arrays.fill(work, from, from + NEAREST, MOST);
    for (int age = 0; age < history.size(); age++) {
      double distance = distance(probe, history.offset(age));
      for (int k = from; k < from + NEAREST; k++) {
        double held = work[k];
        if (distance < held) {
          work[k] = distance;
          distance = held;
        }
      }
    }
  }

  private double distance(FeatureVector probe, int offset) {
    float[] values = history.values();
    double sum = 0;
    int count = 0;
    for (int j = 0; j < median.length; j++) {
      double spreads = Math.abs(probe.value(j) - values[offset + j]) / spread[j];
      if (!Double.isNaN(spreads)) {
        sum += Math.min(MOST, spreads);
        count++;
      }
    }
    return count == 0 ? MOST : sum / count;
  }

  /** Returns how alike probe and medians rise and fall: the cosine of the angle between them. */
  private double agreement(FeatureVector probe) {
    double product = 0;
    double ownSquares = 0;
    double probeSquares = 0;
    for (int j = 0; j < median.length; j++) {
      if (!probe.isMissing(j) && !Double.isNaN(spread[j])) {
        // within what a float holds, so that squares stay finite
        double value = Math.max(-1e30, Math.min(1e30, probe.value(j)));
        product += median[j] * value;
        ownSquares += median[j] * median[j];
        probeSquares += value * value;
      }
    }
    double length = Math.sqrt(ownSquares) * Math.sqrt(probeSquares);
    return length > 0 ? product / length : 0;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(RelativeDetector.FORMAT).putInt(samples);
    history.save(out);
  }
}
