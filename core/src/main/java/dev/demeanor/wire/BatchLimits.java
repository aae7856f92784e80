package dev.demeanor.wire;

/**
 * How much one batch may hold. Immutable.
 *
 * @param bytes how many bytes, 256 to 1,048,576; a page that closes can send no more than 65,536
 * @param events how many events, a block of free text counted as 50; 50 to 65,536
 */
public record BatchLimits(int bytes, int events) {

  /** How many fields a batch may declare, and how many abstentions: what a session can have. */
  public static final int FIELDS = 24;

  /** How many pairs a block of free text has: neither more nor fewer. */
  public static final int BLOCK = 50;

  /** Greatest time, in microseconds: the greatest whole number that JavaScript holds exactly. */
  public static final long TIME_MICROS = (1L << 53) - 1;

  /** Longest route template, in characters. */
  public static final int ROUTE = 200;

  private static final BatchLimits DEFAULTS = new BatchLimits(65_536, 2_048);

  /** Checks the ranges. */
  public BatchLimits {
    range("bytes", bytes, 256, 1 << 20);
    range("events", events, BLOCK, 1 << 16);
  }

  /** Returns the defaults: 65,536 bytes, 2,048 events. */
  public static BatchLimits defaults() {
    return DEFAULTS;
  }

  private static void range(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", was " + value);
    }
  }
}
