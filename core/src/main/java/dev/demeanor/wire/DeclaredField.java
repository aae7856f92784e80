package dev.demeanor.wire;

import java.util.regex.Pattern;

/**
 * A fixed-text field of a batch. Immutable.
 *
 * @param name the host's name of the field: 1 to 58 lower case letters, digits, dots, hyphens,
 *     underscores
 * @param epoch how many times its text has changed, 0 or more
 */
public record DeclaredField(String name, int epoch) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,58}");

  /** Checks name and epoch. */
  public DeclaredField {
    if (!isName(name)) {
      throw new IllegalArgumentException("field name must match " + NAME);
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be >= 0, was " + epoch);
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
