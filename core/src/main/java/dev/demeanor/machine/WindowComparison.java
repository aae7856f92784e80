package dev.demeanor.machine;

import dev.demeanor.decision.Evidence;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.Prior;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import org.jspecify.annotations.Nullable;

/** How one window is compared with a template: in a session, and again in a replay. */
public final class WindowComparison {

  private WindowComparison() {}

  /** Scores a window; returns why it gives no evidence, or null when {@code score} holds some. */
  static @Nullable AbstentionReason score(
      @Nullable EnrolledTemplate template,
      FeatureVector window,
      EnrolmentPolicy enrolment,
      ScoreBuffer score) {
    if (template == null || !template.isReady(enrolment)) {
      return AbstentionReason.COLD_START;
    }
    if (!template.schema().equals(window.schema())) {
      return AbstentionReason.UNSUPPORTED_INPUT;
    }
    template.model().score(window, score);
    return score.abstention();
  }

  /**
   * Returns the evidence of a window, computed again.
   *
   * @param template the template of that time, or null when there was none
   * @param prior what its source had said before it
   * @param scratch scratch of the caller's, overwritten
   */
  public static Evidence again(
      Source source,
      FeatureVector window,
      @Nullable EnrolledTemplate template,
      EnrolmentPolicy enrolment,
      Prior prior,
      ScoreBuffer scratch) {
    AbstentionReason reason = score(template, window, enrolment, scratch);
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
    double raw = scratch.raw();
    double alone = template.calibration().evidence(raw);
    double value = prior.joined(alone, template.calibration().windowCorrelation());
    return new Evidence.Present(
        source, template.version(), schemaHash, template.detector(), value, raw, alone);
  }
}
