package dev.demeanor.evidence;

import static dev.demeanor.evidence.PointerConstants.FEATURES;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * How far the mean ranks of a subject's windows lie from the middle, and how they move together:
 * mean products of offsets, stated for windows of the usual number of actions. Of many windows, the
 * latest count most; an outlier is drawn in, for it must not stretch the ruler. Immutable.
 */
final class WindowMoments {

  private static final int PRODUCTS = FEATURES * (FEATURES + 1) / 2;

  final int windows;

  /** Lower triangle by rows. */
  private final float[] products;

  private WindowMoments(int windows, float[] products) {
    this.windows = windows;
    this.products = products;
  }

  static WindowMoments none() {
    return new WindowMoments(0, new float[PRODUCTS]);
  }

  /** Returns moments that have taken in one more window's offsets, 0 where one is missing. */
  WindowMoments with(double[] offsets, PointerConstants constants) {
    double share = constants.nextShare(windows);
    double[] drawn = new double[FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      double most =
          windows < constants.clipAfterWindows ? 1 : constants.clip * deviation(j, constants);
      drawn[j] = Math.max(-most, Math.min(most, offsets[j]));
    }
    float[] next = new float[PRODUCTS];
    int at = 0;
    for (int j = 0; j < FEATURES; j++) {
      for (int k = 0; k <= j; k++) {
        next[at] = (float) ((1 - share) * products[at] + share * drawn[j] * drawn[k]);
        at++;
      }
    }
    return new WindowMoments(windows + 1, next);
  }

  /** Returns how far a window usually lies off, in ranks. */
  double deviation(int feature, PointerConstants constants) {
    double square = products[feature * (feature + 1) / 2 + feature];
    return Math.sqrt(square) + constants.leastDeviation;
  }

  /** Returns the mean product of two features' offsets, the second not after the first. */
  double product(int first, int second) {
    return products[first * (first + 1) / 2 + second];
  }

  void save(StateWriter out) {
    out.putInt(windows);
    for (float product : products) {
      out.putFloat(product);
    }
  }

  static WindowMoments load(StateReader in) {
    int windows = in.getInt("windows", 0, Integer.MAX_VALUE);
    float[] products = new float[PRODUCTS];
    for (int i = 0; i < PRODUCTS; i++) {
      products[i] = in.getFloat();
      if (!(Math.abs(products[i]) <= 1)) {
        throw new CorruptStateException("products of ranks must be within -1 and 1");
      }
    }
    for (int j = 0; j < FEATURES; j++) {
      if (products[j * (j + 1) / 2 + j] < 0) {
        throw new CorruptStateException("a square must be at least 0");
      }
    }
    return new WindowMoments(windows, products);
  }
}
