package dev.demeanor.spi.feature;

import java.util.Objects;

/**
 * One named feature. Immutable.
 *
 * @param name unique within its schema, for instance {@code dwell.3}
 * @param unit what one step of the value means, for instance {@code ms}, {@code px/s} or {@code 1}
 *     for a pure number
 */
public record Feature(String name, String unit) {
  /** Checks that both are there and free of the separators of the schema hash. */
  public Feature {
    check("name", name);
    check("unit", unit);
  }

  private static void check(String what, String value) {
    Objects.requireNonNull(value, what);
    if (value.isBlank() || value.indexOf('\n') >= 0 || value.indexOf('\t') >= 0) {
      throw new IllegalArgumentException(
          "feature " + what + " must not be blank or hold a tab or line end");
    }
  }
}
