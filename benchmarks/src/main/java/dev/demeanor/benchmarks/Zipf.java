package dev.demeanor.benchmarks;

import java.util.Arrays;
import java.util.Random;

/**
 * Draws keys by Zipf's law with exponent 1. Ranks are scattered over the keys, so that popular ones
 * are no neighbours in memory. Not thread-safe.
 */
final class Zipf {

  private static final int SCATTER = 0x9E3779B1; // odd, so that it permutes any power of two

  private final double[] cumulated;
  private final Random random;

  /** Makes a source of numbers below {@code 1 << bits}. */
  Zipf(int bits, long seed) {
    cumulated = new double[1 << bits];
    random = new Random(seed);
    double sum = 0;
    for (int rank = 0; rank < cumulated.length; rank++) {
      sum += 1.0 / (rank + 1);
      cumulated[rank] = sum;
    }
  }

  int next() {
    double at = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, at);
    int rank = found < 0 ? -found - 1 : found;
    return rank * SCATTER & cumulated.length - 1;
  }
}
