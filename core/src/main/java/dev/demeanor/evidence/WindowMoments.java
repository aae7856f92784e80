package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * Mean and covariance of a subject's windows, updated one window at a time (B. P. Welford,
 * Technometrics 4(3), 1962). Once there are enough, a window is clipped to a few deviations before
 * it is taken in: an outlier must not stretch the ruler. A missing feature is taken to lie at its
 * mean. Written only by its maker.
 */
final class WindowMoments {

  private static final int CLIP_AFTER = 20;
  private static final double CLIP = 4;

  /** Beyond this a value is taken to be this: its square must stay a number. */
  private static final double LARGEST = 1e9;

  final int features;
  final double[] mean;

  /** Sums of products of deviations, lower triangle by rows. */
  final double[] products;

  int windows;
  long units;

  WindowMoments(int features) {
    this.features = features;
    this.mean = new double[features];
    this.products = new double[features * (features + 1) / 2];
  }

  /** Returns moments that have taken in one more window. */
  WindowMoments with(FeatureVector window) {
    WindowMoments next = new WindowMoments(features);
    next.windows = windows + 1;
    next.units = units + window.units();
    double[] before = new double[features];
    double[] after = new double[features];
    for (int j = 0; j < features; j++) {
      before[j] = clipped(window.value(j), j);
      next.mean[j] = mean[j] + before[j] / next.windows;
      after[j] = before[j] - before[j] / next.windows;
    }
    int at = 0;
    for (int j = 0; j < features; j++) {
      for (int k = 0; k <= j; k++) {
        next.products[at] = products[at] + before[j] * after[k];
        at++;
      }
    }
    return next;
  }

  /** Returns the deviation of a value from the mean. */
  private double clipped(double value, int feature) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double off = Math.max(-LARGEST, Math.min(LARGEST, value)) - mean[feature];
    if (windows < CLIP_AFTER) {
      return off;
    }
    double bound = CLIP * deviation(feature);
    return Math.max(-bound, Math.min(bound, off));
  }

  double deviation(int feature) {
    return Math.sqrt(products[feature * (feature + 1) / 2 + feature] / Math.max(1, windows - 1));
  }

  void save(StateWriter out) {
    out.putInt(windows).putLong(units);
    for (double value : mean) {
      out.putDouble(value);
    }
    for (double value : products) {
      out.putDouble(value);
    }
  }

  static WindowMoments load(int features, StateReader in) {
    WindowMoments moments = new WindowMoments(features);
    moments.windows = in.getInt("windows", 0, Integer.MAX_VALUE);
    moments.units = in.getLong();
    read(moments.mean, in);
    read(moments.products, in);
    return moments;
  }

  private static void read(double[] target, StateReader in) {
    for (int i = 0; i < target.length; i++) {
      target[i] = in.getDouble();
      if (!Double.isFinite(target[i])) {
        throw new CorruptStateException("moments must be finite");
      }
    }
  }
}
