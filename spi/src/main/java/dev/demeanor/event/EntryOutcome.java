package dev.demeanor.event;

/**
 * How the typing of a fixed-text field ended. Only {@link #COMPLETED} entries are scored or
 * learned.
 */
public enum EntryOutcome {
  /** Typed through from the first key to the last. */
  COMPLETED,
  /** Something was corrected on the way, so positions no longer name keys. */
  CORRECTED,
  /** Left before the end. */
  ABANDONED,
  /** Filled in by the browser or a password manager. */
  AUTOFILLED,
  /** Pasted or dropped. */
  PASTED,
  /** Composed by an input method or dictated. */
  COMPOSED;

  private static final EntryOutcome[] VALUES = values();

  /** Returns the outcome with this ordinal. */
  static EntryOutcome of(int ordinal) {
    return VALUES[ordinal];
  }
}
