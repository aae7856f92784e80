package dev.demeanor.event;

/**
 * What became of an event that was offered. Everything but {@link #ACCEPTED} is a refusal: the
 * event is counted under its reason and has no other effect, except where a constant says so.
 */
public enum Admission {
  /** Taken into a window. */
  ACCEPTED,
  /**
   * A number outside its documented range: negative dwell, a position past the limit, an unknown
   * ordinal.
   */
  OUT_OF_RANGE,
  /**
   * The same event, or the same position of the same entry, was there before; the first one stays.
   */
  DUPLICATE,
  /** It belongs to a window that is closed already. */
  LATE,
  /** Its time contradicts the times before it by more than the clock may jump. */
  CLOCK_JUMP,
  /** A field or source that the session has not declared, or one too many. */
  UNKNOWN_SOURCE,
  /** The window holds all it may hold. */
  OVERFLOW,
  /** No extractor handles events of this kind. */
  UNSUPPORTED,
  /**
   * The entry ended in a way that cannot be scored (pasted, corrected, keys lost); its keys are
   * dropped with it.
   */
  INCOMPLETE,
  /** The session is closed or was never opened. */
  NO_SESSION,
  /** The subject has withdrawn consent. */
  NO_CONSENT
}
