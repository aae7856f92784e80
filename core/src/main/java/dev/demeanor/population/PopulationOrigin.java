package dev.demeanor.population;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a population comes from. Immutable.
 *
 * @param data name of the data set, or what else the operator calls it; at most 200 characters
 * @param sha256 digest of the recordings in hexadecimal, or empty when they were no file
 * @param at when it was learned, to the millisecond
 * @param tool name and version of what learned it; at most 200 characters
 * @param seed seed of everything random
 */
public record PopulationOrigin(String data, String sha256, Instant at, String tool, long seed) {

  private static final int LONGEST = 200;

  /** Checks the parts. */
  public PopulationOrigin {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    if (data.isBlank() || data.length() > LONGEST) {
      throw new IllegalArgumentException(
          "data must have 1 to " + LONGEST + " characters, had " + data.length());
    }
    if (tool.length() > LONGEST) {
      throw new IllegalArgumentException(
          "tool must have at most " + LONGEST + " characters, had " + tool.length());
    }
    if (!sha256.matches("([0-9a-f]{64})?")) {
      throw new IllegalArgumentException("sha256 must be 64 hexadecimal digits or empty");
    }
  }
}
