package dev.demeanor.decision;

/** What to do with the request, mildest first. */
public enum Verdict {
  /** Let it through. */
  ALLOW,
  /** Ask for another factor. */
  CHALLENGE,
  /** Refuse it. */
  DENY;

  /** Returns the more severe of the two. */
  public Verdict atLeast(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
