package dev.demeanor.policy;

import java.time.Duration;
import java.util.Objects;

/**
 * When a sign-in factor of an account is refused for a time. Failures are counted for each account
 * and factor apart: what happens to the password never keeps out somebody who signs in another way.
 * Immutable.
 *
 * @param failures how many failures it takes; 0 means never
 * @param window within which time
 * @param lasting how long the factor is refused
 */
public record FactorPolicy(int failures, Duration window, Lasting lasting) {

  private static final int MAX_FAILURES = 1_000;

  private static final FactorPolicy DEFAULTS =
      new FactorPolicy(
          10,
          Duration.ofMinutes(15),
          new Lasting(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24), 0));

  /** Checks the parts. */
  public FactorPolicy {
    if (failures < 0 || failures > MAX_FAILURES) {
      throw new IllegalArgumentException(
          "failures must be in [0, " + MAX_FAILURES + "], was " + failures);
    }
    Lasting.positive("window", window);
    Objects.requireNonNull(lasting, "lasting");
  }

  /**
   * Returns the defaults: 10 failures within 15 minutes; a minute at first, doubled up to an hour
   * with each repeat within 24 hours.
   */
  public static FactorPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with another number of failures. */
  public FactorPolicy withFailures(int newFailures) {
    return new FactorPolicy(newFailures, window, lasting);
  }

  /** Returns a copy that counts within another time. */
  public FactorPolicy withWindow(Duration newWindow) {
    return new FactorPolicy(failures, newWindow, lasting);
  }

  /** Returns a copy that refuses for another time. */
  public FactorPolicy withLasting(Lasting newLasting) {
    return new FactorPolicy(failures, window, newLasting);
  }
}
