package dev.demeanor.wire;

/** Why a collector captured nothing in a field. Ordinals are part of the packed form: append. */
public enum AbstentionReason {
  /** Filled in by the browser. */
  AUTOFILL,
  /** Pasted or dropped. */
  PASTE,
  /** Composed by an input method. */
  IME,
  /** A screen reader or another aid changes how keys come. */
  SCREEN_READER,
  /** Filled in by a password manager. */
  PASSWORD_MANAGER,
  /** The person, or the browser for them, does not want to be measured. */
  CONSENT,
  /** The browser gives no times, or too coarse ones. */
  UNSUPPORTED
}
