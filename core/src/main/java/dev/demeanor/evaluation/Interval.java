package dev.demeanor.evaluation;

import java.util.Arrays;

/**
 * A 95 % interval. Immutable.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

  private static final double LOW_SHARE = 0.025;

  /** Returns the percentile interval of these values, between neighbours linearly. */
  static Interval of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Interval(quantile(sorted, LOW_SHARE), quantile(sorted, 1 - LOW_SHARE));
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
