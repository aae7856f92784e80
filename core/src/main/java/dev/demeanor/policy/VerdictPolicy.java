package dev.demeanor.policy;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;

/** Turns trust and confidence into a verdict with its reasons. Stateless. */
public final class VerdictPolicy {

  private VerdictPolicy() {}

  /** Returns the verdict of a segment. */
  public static Verdict verdict(SegmentPolicy segment, double trust, double confidence) {
    return confidence < segment.minConfidence()
        ? segment.coldStart()
        : segment.thresholds().verdict(trust);
  }

  /** Returns the bits of the reasons of that verdict. */
  public static int reasons(SegmentPolicy segment, double trust, double confidence) {
    if (confidence < segment.minConfidence()) {
      return ReasonCode.INSUFFICIENT_EVIDENCE.bit();
    }
    return switch (segment.thresholds().verdict(trust)) {
      case ALLOW -> 0;
      case CHALLENGE -> ReasonCode.TRUST_BELOW_ALLOW.bit();
      case DENY -> ReasonCode.TRUST_BELOW_CHALLENGE.bit();
    };
  }
}
