package dev.demeanor.policy;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;

/** Turns trust and confidence into a verdict with its reasons. Stateless. */
public final class VerdictPolicy {

  private VerdictPolicy() {}

  /**
   * Returns the verdict of a segment.
   *
   * @param mayDeny whether what speaks against the subject is enough to deny; CHALLENGE otherwise
   */
  public static Verdict verdict(
      SegmentPolicy segment, double trust, double confidence, boolean mayDeny) {
    if (confidence < segment.minConfidence()) {
      return segment.coldStart();
    }
    Verdict verdict = segment.thresholds().verdict(trust);
    return verdict == Verdict.DENY && !mayDeny ? Verdict.CHALLENGE : verdict;
  }

  /** Returns the bits of the reasons of that verdict. */
  public static int reasons(
      SegmentPolicy segment, double trust, double confidence, boolean mayDeny) {
    if (confidence < segment.minConfidence()) {
      return ReasonCode.INSUFFICIENT_EVIDENCE.bit();
    }
    return switch (segment.thresholds().verdict(trust)) {
      case ALLOW -> 0;
      case CHALLENGE -> ReasonCode.TRUST_BELOW_ALLOW.bit();
      case DENY ->
          mayDeny
              ? ReasonCode.TRUST_BELOW_CHALLENGE.bit()
              : ReasonCode.TRUST_BELOW_ALLOW.bit() | ReasonCode.UNCORROBORATED.bit();
    };
  }
}
