package dev.demeanor.decision;

/** Whether decisions have consequences. */
public enum Mode {
  /** Everything is computed, recorded and measured; nobody is affected. The default. */
  SHADOW,
  /** Verdicts take effect. */
  ENFORCE
}
