package dev.demeanor.limit;

import java.time.Duration;

/**
 * How much is let through. Immutable.
 *
 * @param attempts how many attempts of one address are let through in any {@code window}, 1 to
 *     10,000
 * @param window how long an attempt counts
 * @param connections how many connections a subject may hold at once, at least 1
 * @param addresses how many addresses are followed each by itself; further ones share what is left,
 *     see {@link AttemptLimit}
 * @param subjects how many subjects may hold connections at once; further ones are refused
 */
public record LimitConfig(
    int attempts, Duration window, int connections, int addresses, int subjects) {

  private static final int MAX_ATTEMPTS = 10_000;

  private static final LimitConfig DEFAULTS =
      new LimitConfig(20, Duration.ofSeconds(60), 5, 100_000, 100_000);

  /** Checks the ranges. */
  public LimitConfig {
    positive("attempts", attempts);
    positive("connections", connections);
    positive("addresses", addresses);
    positive("subjects", subjects);
    if (attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts must be <= " + MAX_ATTEMPTS + ", was " + attempts);
    }
    if (window.isZero() || window.isNegative() || window.toDays() > 365) {
      throw new IllegalArgumentException(
          "window must be positive and at most a year, was " + window);
    }
  }

  /**
   * Returns the defaults: 20 attempts of an address in any 60 seconds, 5 connections of a subject,
   * 100,000 of each.
   */
  public static LimitConfig defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with another limit of attempts. */
  public LimitConfig withAttempts(int newAttempts, Duration newWindow) {
    return new LimitConfig(newAttempts, newWindow, connections, addresses, subjects);
  }

  /** Returns a copy with another limit of connections. */
  public LimitConfig withConnections(int newConnections) {
    return new LimitConfig(attempts, window, newConnections, addresses, subjects);
  }

  /** Returns a copy that follows other numbers of addresses and subjects. */
  public LimitConfig withCapacity(int newAddresses, int newSubjects) {
    return new LimitConfig(attempts, window, connections, newAddresses, newSubjects);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be >= 1, was " + value);
    }
  }
}
