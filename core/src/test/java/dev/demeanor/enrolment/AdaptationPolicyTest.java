package dev.demeanor.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.subject.Provenance;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptationPolicyTest {

  private static final int KEYS = 8;
  private static final Standing ACCEPTED = new Standing(Provenance.LIVE, false, true, 0.9);
  private static final Standing DOUBTED = new Standing(Provenance.LIVE, false, false, 0.6);
  private static final Standing VOUCHED = new Standing(Provenance.LIVE, true, false, 0.6);

  private static final EnrolledTemplate ENROLLED = enrolled();
  private static final double HIGH = ENROLLED.calibration().updateThreshold();
  private static final double LOW = Math.nextDown(HIGH);

  private static EnrolledTemplate enrolled() {
    Detector rhythm = new RhythmProvider().create(ProviderOptions.none());
    EnrolledTemplate template = EnrolledTemplate.empty(rhythm, FixedTextSchema.ofKeys(KEYS));
    SimulatedTypist typist = new SimulatedTypist(1, KEYS);
    for (int i = 0; i < 200; i++) {
      template = template.learn(typist.next().features(), Provenance.LIVE, new ScoreBuffer());
    }
    return template;
  }

  /** Moves a template as far as somebody else's typing takes it. */
  private static EnrolledTemplate drifted() {
    EnrolledTemplate template = ENROLLED;
    SimulatedTypist other = new SimulatedTypist(2, KEYS);
    for (int i = 0; i < 40; i++) {
      template =
          template.learn(
              other.next().features(), Provenance.LIVE, Lesson.ADAPT, 1, new ScoreBuffer());
    }
    return template;
  }

  private static Lesson lesson(
      AdaptationMode mode, EnrolledTemplate template, double raw, Standing standing) {
    EnrolmentPolicy policy = EnrolmentPolicy.defaults();
    return policy
        .withAdaptation(policy.adaptation().withMode(mode))
        .lesson(template, null, raw, standing);
  }

  @ParameterizedTest
  @CsvSource({
    // mode,   high,  accepted, lesson
    "NONE,     true,  true,  SKIP",
    "SELF,     true,  true,  ADAPT",
    "SELF,     false, true,  SKIP",
    "SELF,     true,  false, SKIP",
    "FEEDBACK, true,  true,  ADAPT",
    "FEEDBACK, false, true,  QUARANTINE",
    "FEEDBACK, true,  false, QUARANTINE",
    "FEEDBACK, false, false, QUARANTINE"
  })
  void lesson_afterEnrolment_followsTheTable(
      AdaptationMode mode, boolean high, boolean accepted, Lesson expected) {
    assertThat(lesson(mode, ENROLLED, high ? HIGH : LOW, accepted ? ACCEPTED : DOUBTED))
        .isEqualTo(expected);
  }

  @Test
  void updateThreshold_liesAboveWhatItTakesToBeAccepted() {
    // in a session of its own a window is accepted from trust 0.8 on, at prior 0.95 and weight 0.4
    double accepted = (Math.log(0.8 / 0.2) - Math.log(0.95 / 0.05)) / 1.2;
    assertThat(ENROLLED.calibration().evidence(HIGH)).isGreaterThan(accepted + 1);
  }

  @Test
  void lesson_ofAVouchedSession_isConfirmedWhateverItScores() {
    assertThat(lesson(AdaptationMode.SELF, ENROLLED, -1e9, VOUCHED)).isEqualTo(Lesson.CONFIRM);
    assertThat(lesson(AdaptationMode.NONE, ENROLLED, -1e9, VOUCHED)).isEqualTo(Lesson.SKIP);
  }

  @Test
  void lesson_beyondTheDriftBudget_isLearnedOnlyWhenSomebodyVouches() {
    EnrolledTemplate drifted = drifted();
    assertThat(drifted.drift()).isGreaterThan(AdaptationPolicy.defaults().driftBudget());
    assertThat(AdaptationPolicy.defaults().hasStopped(drifted)).isTrue();
    assertThat(lesson(AdaptationMode.SELF, drifted, 0, ACCEPTED)).isEqualTo(Lesson.SKIP);
    assertThat(lesson(AdaptationMode.FEEDBACK, drifted, 0, ACCEPTED)).isEqualTo(Lesson.QUARANTINE);
    assertThat(lesson(AdaptationMode.SELF, drifted, 0, VOUCHED)).isEqualTo(Lesson.CONFIRM);
  }

  @Test
  void hasStopped_withoutAdaptation_isFalse() {
    AdaptationPolicy none = AdaptationPolicy.defaults().withMode(AdaptationMode.NONE);
    assertThat(none.hasStopped(drifted())).isFalse();
  }

  @Test
  void lesson_duringEnrolment_isEnrolment() {
    EnrolmentPolicy policy = EnrolmentPolicy.defaults();
    assertThat(policy.lesson(null, AbstentionReason.COLD_START, 0, ACCEPTED))
        .isEqualTo(Lesson.ENROL);
    assertThat(policy.lesson(null, AbstentionReason.COLD_START, 0, DOUBTED)).isEqualTo(Lesson.SKIP);
  }

  @Test
  void lesson_ofAWindowThatSaysNothing_isSkipped() {
    EnrolmentPolicy policy = EnrolmentPolicy.defaults();
    assertThat(policy.lesson(ENROLLED, AbstentionReason.NO_DATA, 0, ACCEPTED))
        .isEqualTo(Lesson.SKIP);
    assertThat(policy.lesson(ENROLLED, AbstentionReason.UNSUPPORTED_INPUT, 0, VOUCHED))
        .isEqualTo(Lesson.SKIP);
  }

  @Test
  void lesson_ofAnExcludedProvenance_isSkipped() {
    EnrolmentPolicy policy = EnrolmentPolicy.defaults().withExcluded(Set.of(Provenance.LIVE));
    assertThat(policy.lesson(ENROLLED, null, 0, ACCEPTED)).isEqualTo(Lesson.SKIP);
    assertThat(policy.lesson(ENROLLED, null, 0, VOUCHED)).isEqualTo(Lesson.SKIP);
  }

  @Test
  void parts_outOfRange_areRefusedByNameAndValue() {
    AdaptationPolicy defaults = AdaptationPolicy.defaults();
    assertThatThrownBy(() -> defaults.withDriftBudget(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("driftBudget must be > 0, was 0.0");
    assertThatThrownBy(() -> defaults.withDriftBudget(Double.NaN))
        .hasMessage("driftBudget must be > 0, was NaN");
    assertThatThrownBy(() -> defaults.withAnchorLead(-0.1))
        .hasMessage("anchorLead must be >= 0, was -0.1");
    assertThatThrownBy(() -> defaults.withQuarantine(-1))
        .hasMessage("quarantine must be >= 0, was -1");
  }

  @Test
  void anchor_isRenewedByConfirmationAndStaysWhenAdapting() {
    EnrolledTemplate drifted = drifted();
    SimulatedTypist other = new SimulatedTypist(2, KEYS);
    EnrolledTemplate confirmed =
        drifted.learn(
            other.next().features(), Provenance.CHALLENGE, Lesson.CONFIRM, 1, new ScoreBuffer());
    assertThat(ENROLLED.drift()).isZero();
    assertThat(confirmed.drift()).isZero();
    assertThat(AdaptationPolicy.defaults().hasStopped(confirmed)).isFalse();
  }
}
