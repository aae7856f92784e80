package dev.demeanor.models.tribuo;

/**
 * The exponential of numbers that are not above 0, in plain arithmetic of 32 bits: the same bits
 * everywhere, and many times as fast as {@code StrictMath}. Off by 1e-7 at most, which is what the
 * numbers are precise to that it is used with.
 */
final class Exponential {

  private static final float LOG2_E = 1.442695f;

  /** Below this the result is less than the smallest normal number; it counts as this. */
  private static final float LEAST = -126;

  /** A number above which 32 bits hold no fractions: adding it rounds to the nearest. */
  private static final float ROUND = 12_582_912; // 1.5 * 2^23

  private static final int BITS_OF_ONE = 0x3f80_0000;
  private static final int EXPONENT = 23;

  private Exponential() {}

  static float of(float x) {
    float t = Math.max(x * LOG2_E, LEAST);
    float rounded = t + ROUND; // its lowest bits are the whole power of 2
    float r = t - (rounded - ROUND);
    // Taylor's series of 2^r up to the 7th power: |r| is at most one half
    float sum = 1.5252734e-5f;
    sum = sum * r + 1.540353e-4f;
    sum = sum * r + 1.3333558e-3f;
    sum = sum * r + 9.618129e-3f;
    sum = sum * r + 5.550411e-2f;
    sum = sum * r + 2.402265e-1f;
    sum = sum * r + 6.931472e-1f;
    sum = sum * r + 1;
    return sum * Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << EXPONENT) + BITS_OF_ONE);
  }
}
