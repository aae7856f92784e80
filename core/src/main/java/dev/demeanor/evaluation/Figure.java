package dev.demeanor.evaluation;

import java.util.OptionalDouble;

/**
 * One figure of a measurement for reports. Immutable.
 *
 * @param key its name for programs
 * @param name its name for people
 * @param value the figure; NaN when it could not be measured
 * @param decimals how many decimals people want to see
 * @param remark what else there is to say, or empty
 */
public record Figure(String key, String name, double value, int decimals, String remark) {

  /** Returns the figure, or empty when it could not be measured. */
  public OptionalDouble present() {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
