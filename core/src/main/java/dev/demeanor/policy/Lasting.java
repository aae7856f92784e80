package dev.demeanor.policy;

import java.time.Duration;

/**
 * How long something lasts that comes again: each time within the memory twice as long as before,
 * up to a bound, and a little shorter by chance, so that nobody can tell the end to the second.
 * Immutable.
 *
 * @param first how long the first time
 * @param longest how long at most, at least {@code first}
 * @param memory how long after its end the last time is remembered
 * @param jitter share by which it may be shorter, in [0, 1)
 */
public record Lasting(Duration first, Duration longest, Duration memory, double jitter) {

  private static final int MAX_DOUBLINGS = 30;

  /** Checks the ranges. */
  public Lasting {
    positive("first", first);
    positive("longest", longest);
    positive("memory", memory);
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "longest must be at least first, was " + longest + " against " + first);
    }
    if (!(jitter >= 0 && jitter < 1)) {
      throw new IllegalArgumentException("jitter must be in [0, 1), was " + jitter);
    }
  }

  /**
   * Returns how long it lasts.
   *
   * @param times how often it was there before, as far as remembered
   * @param chance anything in [0, 1), the same whenever the same case is computed again
   */
  public Duration duration(int times, double chance) {
    Duration full = first;
    for (int i = 0; i < Math.min(times, MAX_DOUBLINGS) && full.compareTo(longest) < 0; i++) {
      full = full.multipliedBy(2);
    }
    full = full.compareTo(longest) < 0 ? full : longest;
    long shorter = (long) (full.toMillis() * jitter * chance);
    return full.minusMillis(shorter);
  }

  /** Returns how often it must have been there before for it to last this long. */
  public int timesBefore(Duration lasted) {
    int times = 0;
    while (times < MAX_DOUBLINGS && duration(times, 0).compareTo(lasted) < 0) {
      times++;
    }
    return times;
  }

  static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
  }
}
