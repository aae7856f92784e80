package dev.demeanor.drift;

import java.util.Arrays;

/**
 * Population stability index: the sum of {@code (c - r) ln(c / r)} over bins, where {@code r} and
 * {@code c} are the shares of reference and current values in a bin. The bins hold equal parts of
 * the reference; half a value is added to each count.
 */
public final class StabilityIndex {

  /** Bins: few, so that some dozen values fill them. */
  public static final int BINS = 5;

  private static final double ADDED = 0.5;

  private StabilityIndex() {}

  /** Returns the index of these values, none of them NaN, in any order. */
  static double of(double[] reference, double[] current) {
    double[] sorted = reference.clone();
    Arrays.sort(sorted);
    double[] edges = new double[BINS - 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = sorted[(i + 1) * sorted.length / BINS];
    }
    double[] was = shares(reference, edges);
    double[] is = shares(current, edges);
    double index = 0;
    for (int i = 0; i < BINS; i++) {
      index += (is[i] - was[i]) * StrictMath.log(is[i] / was[i]);
    }
    return index;
  }

  private static double[] shares(double[] values, double[] edges) {
    double[] shares = new double[BINS];
    Arrays.fill(shares, ADDED);
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value >= edges[bin]) {
        bin++;
      }
      shares[bin]++;
    }
    for (int i = 0; i < BINS; i++) {
      shares[i] /= values.length + BINS * ADDED;
    }
    return shares;
  }
}
