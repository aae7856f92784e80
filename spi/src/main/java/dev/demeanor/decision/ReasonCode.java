package dev.demeanor.decision;

/**
 * Why a decision came out as it did. Names are stable: they stand in audit records. Append, never
 * rename.
 */
public enum ReasonCode {
  /** Trust is under the threshold of ALLOW. */
  TRUST_BELOW_ALLOW,
  /** Trust is under the threshold of CHALLENGE. */
  TRUST_BELOW_CHALLENGE,
  /** Confidence is under the segment's minimum; the cold-start policy decided. */
  INSUFFICIENT_EVIDENCE,
  /** A source has too few samples of the subject. */
  COLD_START,
  /** A window held too little to say anything. */
  NO_DATA,
  /** A window was not of the kind its template was learned from. */
  UNSUPPORTED_INPUT,
  /** A modality this subject nearly always shows is missing; evidence in favour was withheld. */
  EXPECTED_MODALITY_MISSING,
  /** Templates could not be read in time; the failure policy applies. */
  TEMPLATES_UNAVAILABLE,
  /** The record of the decision could not be made durable in time; the failure policy applies. */
  NOT_DURABLE,
  /** An active block on session, device, address or account. */
  BLOCKED,
  /** The last challenge was failed. */
  CHALLENGE_FAILED,
  /** SHADOW: the verdict that would have applied was not enforced. */
  SHADOWED,
  /** The session is not open (never opened, closed, or expired). */
  NO_SESSION,
  /** Windows were dropped because they were not assessed in time. */
  WINDOWS_DROPPED,
  /** Something inside failed; the failure policy applies and the log says what. */
  INTERNAL_ERROR,
  /**
   * A template has moved as far as it may by itself and learns no more, until somebody vouches for
   * the subject.
   */
  ADAPTATION_STOPPED,
  /**
   * The subject has withdrawn consent: nothing was observed, compared or learned, and the failure
   * policy applies.
   */
  CONSENT_WITHDRAWN,
  /** The block store does not answer: blocks made elsewhere may be missing; failure policy. */
  BLOCKS_UNAVAILABLE,
  /** The store of security events does not answer; the failure policy applies. */
  EVENTS_UNAVAILABLE,
  /** The store of samples does not answer; the failure policy applies. */
  SAMPLES_UNAVAILABLE,
  /** A model backend in use does not answer; the failure policy applies. */
  MODELS_UNAVAILABLE,
  /** Subject, device, address or segment are exempt from automatic consequences. */
  EXEMPT,
  /** A block was lifted a short time ago: no automatic one follows, at most a challenge. */
  UNBLOCKED_RECENTLY,
  /**
   * Trust is under the threshold of CHALLENGE, but only modalities that never deny on their own
   * speak against the subject: a challenge, not a denial.
   */
  UNCORROBORATED,
  /**
   * A template that adapted by itself takes a window for the subject's that is farther from where
   * somebody last vouched for it than it may be: it counts as its anchor allows.
   */
  HELD_TO_ANCHOR;

  /** Returns the bit of this code in a set of reasons packed into an int. */
  public int bit() {
    return 1 << ordinal();
  }
}
