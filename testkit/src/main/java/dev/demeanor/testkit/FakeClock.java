package dev.demeanor.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A wall clock and a monotonic ticker that stand still until a test moves them.
 *
 * <pre>{@code
 * FakeClock clock = FakeClock.atDefault();
 * BehaviorMonitor monitor = BehaviorMonitor.builder().clock(clock).ticker(clock::nanos).build();
 * clock.advance(Duration.ofMinutes(15));
 * }</pre>
 *
 * Thread-safe; clocks made by {@link #withZone} share the time of the one they were made from.
 */
public final class FakeClock extends Clock {

  /** Where {@link #atDefault} starts. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T08:00:00Z");

  private final Time time;
  private final ZoneId zone;

  private FakeClock(Time time, ZoneId zone) {
    this.time = time;
    this.zone = zone;
  }

  /** Returns a clock in UTC that stands at {@link #DEFAULT_START}. */
  public static FakeClock atDefault() {
    return at(DEFAULT_START);
  }

  /** Returns a clock in UTC that stands at this time; the ticker stands at 0. */
  public static FakeClock at(Instant start) {
    return new FakeClock(new Time(start), ZoneOffset.UTC);
  }

  /**
   * Moves wall clock and ticker forward.
   *
   * @throws IllegalArgumentException if the duration is negative: a monotonic ticker never goes
   *     back
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by must not be negative, was " + by);
    }
    time.advance(by);
  }

  /** Sets the wall clock, forward or back, as a time server may; the ticker stays where it is. */
  public void set(Instant wallClock) {
    time.set(wallClock);
  }

  /** Returns the ticker in nanoseconds, from 0. */
  public long nanos() {
    return time.nanos();
  }

  @Override
  public Instant instant() {
    return time.instant();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public FakeClock withZone(ZoneId newZone) {
    return new FakeClock(time, newZone);
  }

  @Override
  public String toString() {
    return "FakeClock[" + instant() + ", " + zone + "]";
  }

  /** The time that clocks of several zones share. */
  private static final class Time {

    private Instant instant;
    private long nanos;

    Time(Instant start) {
      instant = start;
    }

    synchronized void advance(Duration by) {
      instant = instant.plus(by);
      nanos += by.toNanos();
    }

    synchronized void set(Instant wallClock) {
      instant = wallClock;
    }

    synchronized Instant instant() {
      return instant;
    }

    synchronized long nanos() {
      return nanos;
    }
  }
}
