package dev.demeanor.model;

/** What a version is asked before it may become active, in this order. */
public enum Gate {
  /** Names of its files lead nowhere else. */
  PATH,
  /** Files have as many bytes as it says, and no more than is allowed. */
  SIZE,
  /** Files have the digest it says. */
  DIGEST,
  /** A trusted key signed it. */
  SIGNATURE,
  /** Features are the ones that this program computes, in name, unit and order. */
  SCHEMA,
  /** The backend it names can run here. */
  BACKEND,
  /** Its backend gives the golden scores. */
  GOLDEN,
  /** It is better than chance, and errs no more than the active one on the same recordings. */
  EVALUATION;

  /**
   * Returns whether somebody may answer for going on although it failed: that is a matter of
   * judgement. Bytes of unknown origin are not.
   */
  public boolean mayBeOverridden() {
    return this == EVALUATION;
  }
}
