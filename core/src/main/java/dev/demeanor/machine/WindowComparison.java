package dev.demeanor.machine;

import dev.demeanor.decision.Evidence;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.Prior;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;
import org.jspecify.annotations.Nullable;

/**
 * How one window is compared with a template: in a session, in the shadow, and again in a replay. A
 * template that has adapted by itself is asked beside its anchor, and the window is held back where
 * it says more to the one than the other allows. Reused from window to window; not thread-safe.
 */
public final class WindowComparison {

  private final ScoreBuffer score = new ScoreBuffer();
  private final ScoreBuffer besideIt = new ScoreBuffer();
  private double heldBack;

  /** Compares a window; returns why it gives no evidence, or null when there is a score. */
  public @Nullable AbstentionReason compare(
      @Nullable EnrolledTemplate template, FeatureVector window, EnrolmentPolicy enrolment) {
    heldBack = 0;
    if (template == null || !template.isReady(enrolment)) {
      return AbstentionReason.COLD_START;
    }
    if (!template.schema().equals(window.schema())) {
      return AbstentionReason.UNSUPPORTED_INPUT;
    }
    template.model().score(window, score);
    SubjectModel anchor = template.anchor();
    if (anchor != null && score.abstention() == null) {
      anchor.score(window, besideIt);
      boolean beyondDoubt = besideIt.raw() >= template.calibration().updateThreshold();
      if (besideIt.abstention() == null && !beyondDoubt) {
        double lead = template.calibration().difference(enrolment.adaptation().anchorLead());
        heldBack = Math.max(0, score.raw() - besideIt.raw() - lead);
      }
    }
    if (score.abstention() == null && !Double.isFinite(raw())) {
      return AbstentionReason.MODEL_UNAVAILABLE; // a plug-in's: trust would never be a number again
    }
    return score.abstention();
  }

  /** Returns the contributions of the last window compared; they say nothing of its anchor. */
  ScoreBuffer score() {
    return score;
  }

  /** Returns the raw score of the last window compared, less what was held back. */
  public double raw() {
    return score.raw() - heldBack;
  }

  /** Returns by how much its raw score was held back to that of the anchor, 0 when it was not. */
  double heldBack() {
    return heldBack;
  }

  /**
   * Returns the evidence of a window, computed again.
   *
   * @param template the template of that time, or null when there was none
   * @param prior what its source had said before it
   */
  public Evidence again(
      Source source,
      FeatureVector window,
      @Nullable EnrolledTemplate template,
      EnrolmentPolicy enrolment,
      Prior prior) {
    AbstentionReason reason = compare(template, window, enrolment);
    String schemaHash = window.schema().hash();
    if (template == null || reason != null) {
      return new Evidence.Abstained(
          source,
          template == null ? 0 : template.version(),
          schemaHash,
          reason == null ? AbstentionReason.COLD_START : reason,
          template == null ? 0 : template.samples(),
          enrolment.minimum());
    }
    double alone = template.calibration().evidence(raw());
    double value = prior.joined(alone, template.calibration().windowCorrelation());
    return new Evidence.Present(
        source, template.version(), schemaHash, template.detector(), value, raw(), alone);
  }
}
