package dev.demeanor;

/** Who a session really was, or how a challenge ended. Always recorded. */
public enum Feedback {
  /** The person passed a challenge: evidence against them is forgiven. */
  CHALLENGE_PASSED,
  /** The person failed a challenge: evidence against them. */
  CHALLENGE_FAILED,
  /** Somebody found out that it was the subject: recorded; evidence against them is forgiven. */
  GENUINE,
  /**
   * Somebody found out that it was not the subject: recorded; nothing of the session is learned any
   * more.
   */
  IMPOSTOR
}
