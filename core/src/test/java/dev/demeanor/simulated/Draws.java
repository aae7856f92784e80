package dev.demeanor.simulated;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every Java release: only {@code nextLong} of {@link
 * SplittableRandom} is used, whose algorithm is specified.
 */
public final class Draws {

  private final SplittableRandom random;

  /** Draws from a seed. */
  public Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Returns a number in [0, 1). */
  public double uniform() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** Returns a number in [from, to). */
  public double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** Returns a whole number from 0 to {@code bound - 1}. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Returns a roughly normal number, mean 0 and deviation 1, within 6. */
  public double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += uniform();
    }
    return sum;
  }
}
