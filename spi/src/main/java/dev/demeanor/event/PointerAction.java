package dev.demeanor.event;

/** What the pointer did at a place and time. */
public enum PointerAction {
  /** Moved with no button down. */
  MOVE,
  /** A button went down. */
  PRESS,
  /** A button came up. */
  RELEASE,
  /** Moved with a button down. */
  DRAG,
  /** Scrolled towards the beginning. */
  SCROLL_UP,
  /** Scrolled towards the end. */
  SCROLL_DOWN;

  private static final PointerAction[] VALUES = values();

  /** Returns the action with this ordinal. */
  static PointerAction of(int ordinal) {
    return VALUES[ordinal];
  }
}
