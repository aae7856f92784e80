package dev.demeanor;

import java.time.Duration;

/**
 * How long is kept what its store does not count for itself. Templates stay until they are erased,
 * samples as long as their store says (14 days unless configured), blocks until they expire, and
 * the audit for ever. Immutable.
 *
 * @param securityEvents how long security events are kept, above 0; 90 days by default
 * @param every how often what is too old is removed, above 0; an hour by default
 */
public record Retention(Duration securityEvents, Duration every) {

  private static final Retention DEFAULTS = new Retention(Duration.ofDays(90), Duration.ofHours(1));

  /** Checks the ranges. */
  public Retention {
    positive("securityEvents", securityEvents);
    positive("every", every);
  }

  /** Returns the defaults. */
  public static Retention defaults() {
    return DEFAULTS;
  }

  /** Returns a copy that keeps security events so long. */
  public Retention withSecurityEvents(Duration kept) {
    return new Retention(kept, every);
  }

  /** Returns a copy that removes what is too old so often. */
  public Retention withEvery(Duration interval) {
    return new Retention(securityEvents, interval);
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("retention." + name + " must be > 0, was " + value);
    }
  }
}
