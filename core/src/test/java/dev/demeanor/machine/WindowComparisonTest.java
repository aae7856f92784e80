package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** A detector of somebody's own that breaks the rule to answer in finite numbers. */
  private record Unruly(Detector ruly, double added) implements Detector {

    @Override
    public String name() {
      return ruly.name();
    }

    @Override
    public boolean supports(FeatureSchema schema) {
      return ruly.supports(schema);
    }

    @Override
    public SubjectModel empty(FeatureSchema schema) {
      return new UnrulyModel(ruly.empty(schema), added);
    }

    @Override
    public SubjectModel load(FeatureSchema schema, StateReader in) {
      return new UnrulyModel(ruly.load(schema, in), added);
    }
  }

  private record UnrulyModel(SubjectModel ruly, double added) implements SubjectModel {

    @Override
    public int samples() {
      return ruly.samples();
    }

    @Override
    public SubjectModel learn(FeatureVector sample) {
      return new UnrulyModel(ruly.learn(sample), added);
    }

    @Override
    public void score(FeatureVector probe, ScoreBuffer out) {
      ruly.score(probe, out);
      out.addInteraction(added);
    }

    @Override
    public void save(StateWriter out) {
      ruly.save(out);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void compare_whenAPluginAnswersNoFiniteNumber_isAnAbstention(double answered) {
    Detector rhythm = new RhythmProvider().create(ProviderOptions.none());
    TemplateKey key =
        new TemplateKey(
            SubjectId.of("alice"), Source.fixedText("password", 0), DeviceClass.DESKTOP);
    EnrolledTemplate template =
        EnrolledTemplate.of(ENROLLED.toTemplate(key, Instant.EPOCH), new Unruly(rhythm, answered));
    assertThat(comparison.compare(template, of(1), EnrolmentPolicy.defaults()))
        .isEqualTo(AbstentionReason.MODEL_UNAVAILABLE);
  }
}
