package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WindowComparisonTest {

  private static final int KEYS = 8;
  private static final EnrolledTemplate ENROLLED = enrolled();
  private static final EnrolledTemplate LED_AWAY = ledAway();

  private final WindowComparison comparison = new WindowComparison();

  private static EnrolledTemplate enrolled() {
    EnrolledTemplate template =
        EnrolledTemplate.empty(
            new RhythmProvider().create(ProviderOptions.none()), FixedTextSchema.ofKeys(KEYS));
    SimulatedTypist subject = new SimulatedTypist(1, KEYS);
    for (int i = 0; i < 150; i++) {
      template = template.learn(subject.next().features(), Provenance.LIVE, new ScoreBuffer());
    }
    return template;
  }

  /** Adapts a template to somebody else, as if every entry of his had been taken for hers. */
  private static EnrolledTemplate ledAway() {
    EnrolledTemplate template = ENROLLED;
    SimulatedTypist other = new SimulatedTypist(2, KEYS);
    for (int i = 0; i < 80; i++) {
      template =
          template.learn(
              other.next().features(), Provenance.LIVE, Lesson.ADAPT, 1, new ScoreBuffer());
    }
    return template;
  }

  private static EnrolmentPolicy lead(double nats) {
    return EnrolmentPolicy.defaults()
        .withAdaptation(AdaptationPolicy.defaults().withAnchorLead(nats));
  }

  private double raw(EnrolledTemplate template, FeatureVector window, EnrolmentPolicy policy) {
    assertThat(comparison.compare(template, window, policy)).isNull();
    return comparison.raw();
  }

  private static double anchors(FeatureVector window) {
    ScoreBuffer score = new ScoreBuffer();
    Objects.requireNonNull(LED_AWAY.anchor()).score(window, score);
    return score.raw();
  }

  private static FeatureVector of(long typist) {
    return new SimulatedTypist(typist, KEYS).next().features();
  }

  @Test
  void compare_whatATemplateWasLedTo_saysNoMoreThanTheLeadBeyondTheAnchor() {
    FeatureVector his = of(2);
    double held = raw(LED_AWAY, his, lead(2));
    assertThat(LED_AWAY.calibration().nats(held - anchors(his))).isCloseTo(2, within(1e-9));
    assertThat(comparison.heldBack()).isPositive();
    assertThat(held + comparison.heldBack())
        .isCloseTo(raw(LED_AWAY, his, lead(Double.POSITIVE_INFINITY)), within(1e-9));
    assertThat(comparison.heldBack()).isZero();
  }

  @Test
  void compare_whatTheAnchorTakesForTheSubject_isNotHeldBack() {
    FeatureVector hers = of(1);
    assertThat(anchors(hers)).isGreaterThan(LED_AWAY.calibration().updateThreshold());
    double free = raw(LED_AWAY, hers, lead(Double.POSITIVE_INFINITY));
    assertThat(raw(LED_AWAY, hers, lead(0))).isEqualTo(free);
  }

  @Test
  void compare_holdsBackAndNeverRaises() {
    for (long typist = 1; typist <= 30; typist++) {
      FeatureVector window = of(typist);
      double free = raw(LED_AWAY, window, lead(Double.POSITIVE_INFINITY));
      assertThat(raw(LED_AWAY, window, lead(0))).isLessThanOrEqualTo(free);
    }
  }

  @Test
  void compare_afterAWindowThatWasHeldBack_beginsAnew() {
    FeatureVector his = of(2);
    assertThat(raw(LED_AWAY, his, lead(2))).isNotNaN();
    assertThat(comparison.heldBack()).isPositive();
    assertThat(raw(ENROLLED, his, lead(2))).isNotNaN();
    assertThat(comparison.heldBack()).isZero();
  }
}
