package dev.demeanor.event;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A way in which behaviour shows. The three built in are constants; a plug-in may name its own.
 * Immutable.
 *
 * @param name lower case letters, digits and hyphens, 1 to 32 characters, starting with a letter
 */
public record Modality(String name) {

  // before the constants: their constructor reads it
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** Typing. */
  public static final Modality KEYSTROKE = new Modality("keystroke");

  /** Mouse, touch pad or finger. */
  public static final Modality POINTER = new Modality("pointer");

  /** The order and pace in which routes of the application are visited. */
  public static final Modality NAVIGATION = new Modality("navigation");

  /** Checks the name. */
  public Modality {
    Objects.requireNonNull(name, "name");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "modality name must match " + NAME + ", was \"" + name + "\"");
    }
  }
}
