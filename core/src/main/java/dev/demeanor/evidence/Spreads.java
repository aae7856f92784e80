package dev.demeanor.evidence;

import java.util.Arrays;

/** Robust centre and spread of a few numbers. */
final class Spreads {

  /** Makes the median absolute deviation of normal numbers their standard deviation. */
  private static final double MAD_TO_SIGMA = 1.4826;

  private Spreads() {}

  /** Returns the median, 0 of nothing. */
  static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns 1.4826 median absolute deviations from a centre. */
  static double of(double[] values, double centre) {
    double[] deviations = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = Math.abs(values[i] - centre);
    }
    return MAD_TO_SIGMA * median(deviations);
  }
}
