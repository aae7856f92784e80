package dev.demeanor.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What follows from the entries a {@link RhythmModel} keeps: centres, scales, and how much the
 * levels vary. Immutable.
 */
final class RhythmStatistics {

  /**
   * Typing never repeats more exactly than this, in logarithms; keeps a robot's template from a
   * scale of zero.
   */
  static final double MIN_SCALE = 1e-3;

  private final int keys;
  private final double[] centre;
  private final double[] scale;
  private final double dwellLevelScale;
  private final double latencyLevelScale;
  private final EntryDensity density;
  private final NearestEntries nearest;
  private final @Nullable CommonPattern pattern;

  RhythmStatistics(RhythmRecipe recipe, int keys, SampleHistory history) {
    RhythmConstants constants = recipe.constants();
    this.keys = keys;
    int features = 3 * keys - 2;
    centre = new double[features];
    scale = new double[features];
    long[] order = new long[Math.min(constants.centreWeights.length, history.size())];
    for (int j = 0; j < features; j++) {
      int count = WeightedStatistics.order(history, j, order);
      centre[j] = WeightedStatistics.median(history, j, constants.centreWeights, order, count);
      scale[j] = spread(history, j, centre[j], constants.scaleWeights);
    }
    dwellLevelScale = levelScale(constants, history, 0, keys);
    latencyLevelScale = levelScale(constants, history, keys, features);
    density = new EntryDensity(constants, history, scale);
    double[] neighbourScale = new double[2 * keys - 1];
    for (int j = 0; j < neighbourScale.length; j++) {
      neighbourScale[j] = spread(history, j, centre[j], constants.neighbourScaleWeights);
    }
    nearest = new NearestEntries(constants, history, neighbourScale);
    pattern = recipe.patternFor(keys, centre);
  }

  private static double spread(
      SampleHistory history, int feature, double middle, double[] weights) {
    return WeightedStatistics.meanDistance(history, feature, middle, weights) + MIN_SCALE;
  }

  private double levelScale(RhythmConstants constants, SampleHistory history, int from, int to) {
    double[] scratch = new double[to - from];
    double[] row = new double[3 * keys - 2];
    int entries = Math.min(constants.levelEntries, history.size());
    double sum = 0;
    for (int age = 0; age < entries; age++) {
      for (int j = from; j < to; j++) {
        row[j] = history.value(age, j);
      }
      sum += Math.abs(TypingLevel.of(row, centre, from, to, scratch, 0));
    }
    return sum / Math.max(1, entries) + MIN_SCALE;
  }

  /** Returns the centre of each feature, NaN where there was none; not to be written. */
  double[] centre() {
    return centre;
  }

  /** Returns the scale of each feature, above 0, NaN where there was none; not to be written. */
  double[] scale() {
    return scale;
  }

  /** Returns by how much the level of all dwells is usually off. */
  double dwellLevelScale() {
    return dwellLevelScale;
  }

  /** Returns by how much the level of all latencies is usually off. */
  double latencyLevelScale() {
    return latencyLevelScale;
  }

  EntryDensity density() {
    return density;
  }

  NearestEntries nearest() {
    return nearest;
  }

  /** Returns how people in general type this text, or null when that is not known. */
  @Nullable CommonPattern pattern() {
    return pattern;
  }
}
