package dev.demeanor.drift;

import dev.demeanor.spi.feature.FeatureVector;

/** Makes means of windows that follow each other. Not thread-safe. */
public final class Runs {

  private final int windows;
  private final double[] sums;
  private final int[] counts;
  private int taken;

  /**
   * Makes one.
   *
   * @param features how many features a window has
   * @param windows how many windows make a run
   */
  public Runs(int features, int windows) {
    this.windows = windows;
    this.sums = new double[features];
    this.counts = new int[features];
  }

  /** Returns the features of a window in an array of their own; NaN is missing. */
  public static float[] values(FeatureVector window) {
    float[] values = new float[window.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) window.value(i);
    }
    return values;
  }

  /**
   * Takes a window.
   *
   * @return whether a run is complete: {@link #take} it before the next window
   */
  public boolean add(float[] window) {
    for (int i = 0; i < sums.length; i++) {
      if (!Float.isNaN(window[i])) {
        sums[i] += window[i];
        counts[i]++;
      }
    }
    taken++;
    return taken >= windows;
  }

  /** Returns the mean of each feature over the windows that had it, or NaN, and begins anew. */
  public float[] take() {
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = counts[i] == 0 ? Float.NaN : (float) (sums[i] / counts[i]);
      sums[i] = 0;
      counts[i] = 0;
    }
    taken = 0;
    return means;
  }
}
