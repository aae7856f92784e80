package dev.demeanor.store.jdbc;

import java.time.Instant;

/**
 * Times as databases keep them here: microseconds since 1970 in a BIGINT, which means the same in
 * every database, driver and time zone. Times further away than a BIGINT reaches become its end.
 */
final class Micros {

  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  /** Returns the microsecond that the time lies in. */
  static long floor(Instant time) {
    try {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / NANOS);
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Returns the first microsecond that is not before the time. */
  static long ceil(Instant time) {
    long floor = floor(time);
    boolean reaches = floor == Long.MAX_VALUE || !instant(floor).isBefore(time);
    return reaches ? floor : floor + 1;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), (long) NANOS * Math.floorMod(micros, PER_SECOND));
  }
}
