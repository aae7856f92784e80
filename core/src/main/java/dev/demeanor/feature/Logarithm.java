package dev.demeanor.feature;

/**
 * ln(1+v) for v of at least 0, to an error of 1e-15 or so: enough for a feature, and a quarter of
 * the cost of StrictMath, which leaves Java for it until Java 20. Additions, multiplications and a
 * table made by StrictMath only, so that it answers alike to the bit everywhere.
 */
final class Logarithm {

  private static final int BITS = 7;
  private static final int INTERVALS = 1 << BITS;
  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final int BIAS = 1023;
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final double LN_2 = StrictMath.log(2);

  /** For each interval of [1, 2) the inverse of its middle, and the logarithm of that middle. */
  private static final double[] TABLE = table();

  private Logarithm() {}

  static double onePlus(double v) {
    if (v == 0) {
      return 0; // exactly, for those who never move that way
    }
    long bits = Double.doubleToRawLongBits(1 + v);
    int exponent = (int) (bits >>> MANTISSA_BITS) - BIAS;
    int at = 2 * (int) (bits >>> MANTISSA_BITS - BITS & INTERVALS - 1);
    double mantissa = Double.longBitsToDouble(bits & MANTISSA | ONE);
    double r = mantissa * TABLE[at] - 1; // at most 1/256, so that six terms are enough
    double square = r * r;
    double low = r - square * (0.5 - r * (1.0 / 3));
    double high = square * square * (-0.25 + r * 0.2 - square * (1.0 / 6));
    return exponent * LN_2 + (TABLE[at + 1] + (low + high));
  }

  private static double[] table() {
    double[] table = new double[2 * INTERVALS];
    for (int i = 0; i < INTERVALS; i++) {
      double inverse = 1 / (1 + (i + 0.5) / INTERVALS);
      table[2 * i] = inverse;
      table[2 * i + 1] = -StrictMath.log(inverse);
    }
    return table;
  }
}
