package dev.demeanor.event;

/**
 * The coarse class of a key in free text. Seven classes and no order are what lets free typing be
 * recognised without giving away what was typed.
 */
public enum KeyClass {
  /** A letter that touch typists press with the left hand. */
  LETTER_LEFT,
  /** A letter that touch typists press with the right hand. */
  LETTER_RIGHT,
  /** The space bar. */
  SPACE,
  /** Backspace and delete. */
  DELETE,
  /** Enter, tab, arrows and the like. */
  NAVIGATION,
  /** Shift, control, alt, caps lock. */
  MODIFIER,
  /** Digits, punctuation and everything else. */
  OTHER;

  private static final KeyClass[] VALUES = values();

  /** Returns the class with this ordinal. */
  static KeyClass of(int ordinal) {
    return VALUES[ordinal];
  }
}
