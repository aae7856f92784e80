package dev.demeanor.event;

/** The kinds of event. Ordinals are part of the stored form: append, never reorder. */
public enum EventKind {
  /** A key of a fixed-text field was pressed and released. */
  FIXED_TEXT_KEY,
  /** A fixed-text field was left. */
  FIXED_TEXT_END,
  /** Two consecutive keys of free text, as classes. */
  FREE_TEXT_PAIR,
  /** The pointer did something somewhere. */
  POINTER,
  /** A route of the application was visited. */
  VISIT;

  private static final EventKind[] VALUES = values();

  /** Returns the kind with this ordinal. */
  static EventKind of(int ordinal) {
    return VALUES[ordinal];
  }
}
