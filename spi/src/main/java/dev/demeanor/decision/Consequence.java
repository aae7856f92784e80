package dev.demeanor.decision;

/**
 * What follows from a decision, mildest first; each includes those before it. Names are stable:
 * they stand in audit records. Append, never rename.
 */
public enum Consequence {
  /** Nothing. */
  NONE,
  /** Another factor is asked for. */
  CHALLENGE,
  /** The session ends; the person may sign in again. */
  END_SESSION,
  /** The session's id is kept out for a time. */
  BLOCK_SESSION,
  /** The device is kept out for a time. */
  BLOCK_DEVICE,
  /** The account is kept out for a time. */
  BLOCK_ACCOUNT;

  /**
   * Returns what follows from a verdict when nobody counts: a session ends for want of trust or
   * under a block. A DENY by the policy of a segment or of a failure refuses the request and lets
   * the session go on.
   *
   * @param reasonBits the bits of the {@link ReasonCode}s behind it
   */
  public static Consequence of(Verdict verdict, int reasonBits) {
    int ending = ReasonCode.TRUST_BELOW_CHALLENGE.bit() | ReasonCode.BLOCKED.bit();
    return switch (verdict) {
      case ALLOW -> NONE;
      case CHALLENGE -> CHALLENGE;
      case DENY ->
          (reasonBits & ending) != 0
              ? END_SESSION
              : (reasonBits & ReasonCode.TRUST_BELOW_ALLOW.bit()) != 0 ? CHALLENGE : NONE;
    };
  }

  /** Returns whether the host must end the session. */
  public boolean endsSession() {
    return compareTo(END_SESSION) >= 0;
  }

  /** Returns whether somebody is kept out for a time. */
  public boolean blocks() {
    return compareTo(BLOCK_SESSION) >= 0;
  }

  /** Returns the milder of the two. */
  public Consequence atMost(Consequence other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
