package dev.demeanor.event;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where within a modality behaviour was observed; one template is kept for each source of a
 * subject. A fixed-text field has an <em>epoch</em>: when its text changes (a new password), the
 * host raises the epoch, which starts a new template and erases the old one. Immutable.
 *
 * @param modality the modality
 * @param name lower case name of the source, for instance the name of the field; it must not say
 *     what is typed there
 * @param epoch how many times the fixed text has changed, 0 or more; 0 where the notion does not
 *     apply
 */
public record Source(Modality modality, String name, int epoch) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

  private static final Source FREE_TEXT = new Source(Modality.KEYSTROKE, "free-text", 0);
  private static final Source POINTER = new Source(Modality.POINTER, "pointer", 0);
  private static final Source NAVIGATION = new Source(Modality.NAVIGATION, "navigation", 0);

  /** Checks name and epoch. */
  public Source {
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(name, "name");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "source name must match " + NAME + ", was \"" + name + "\"");
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be >= 0, was " + epoch);
    }
  }

  /** Returns the source of a field in which the same text is typed each time. */
  public static Source fixedText(String field, int epoch) {
    return new Source(Modality.KEYSTROKE, "field." + field, epoch);
  }

  /** Returns the source of free typing. */
  public static Source freeText() {
    return FREE_TEXT;
  }

  /** Returns the source of pointer movements. */
  public static Source pointer() {
    return POINTER;
  }

  /** Returns the source of visited routes. */
  public static Source navigation() {
    return NAVIGATION;
  }

  /** Returns whether this is a field in which the same text is typed each time. */
  public boolean isFixedText() {
    return modality.equals(Modality.KEYSTROKE) && name.startsWith("field.");
  }
}
