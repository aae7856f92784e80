package dev.demeanor.policy;

import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import java.util.Objects;

/**
 * What applies to one segment of users. Immutable.
 *
 * @param thresholds where trust turns into a verdict
 * @param minConfidence below it the trust says too little and {@code coldStart} applies; in [0, 1]
 * @param coldStart verdict while there is too little evidence
 */
public record SegmentPolicy(Thresholds thresholds, double minConfidence, Verdict coldStart) {

  private static final SegmentPolicy DEFAULTS =
      new SegmentPolicy(Thresholds.DEFAULT, 0.3, Verdict.ALLOW);

  /** Checks the parts. */
  public SegmentPolicy {
    Objects.requireNonNull(thresholds, "thresholds");
    Objects.requireNonNull(coldStart, "coldStart");
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("minConfidence must be in [0, 1], was " + minConfidence);
    }
  }

  /**
   * Returns the defaults: thresholds 0.8 and 0.5, minimum confidence 0.3, ALLOW while there is too
   * little evidence.
   */
  public static SegmentPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with other thresholds. */
  public SegmentPolicy withThresholds(Thresholds newThresholds) {
    return new SegmentPolicy(newThresholds, minConfidence, coldStart);
  }

  /** Returns a copy with another minimum of confidence. */
  public SegmentPolicy withMinConfidence(double newMinimum) {
    return new SegmentPolicy(thresholds, newMinimum, coldStart);
  }

  /** Returns a copy with another verdict while there is too little evidence. */
  public SegmentPolicy withColdStart(Verdict newVerdict) {
    return new SegmentPolicy(thresholds, minConfidence, newVerdict);
  }
}
