package dev.demeanor.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Source;
import dev.demeanor.evidence.Calibration;
import dev.demeanor.evidence.ManhattanScaledProvider;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnrolledTemplateTest {

  private static final int KEYS = 8;
  private static final TemplateKey KEY =
      new TemplateKey(SubjectId.of("alice"), Source.fixedText("password", 0), DeviceClass.DESKTOP);
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");

  private final Detector rhythm = new RhythmProvider().create(ProviderOptions.none());
  private final Detector manhattan = new ManhattanScaledProvider().create(ProviderOptions.none());
  private final ScoreBuffer scratch = new ScoreBuffer();

  private EnrolledTemplate enrolled(List<FeatureVector> samples) {
    EnrolledTemplate template = EnrolledTemplate.empty(rhythm, FixedTextSchema.ofKeys(KEYS));
    for (FeatureVector sample : samples) {
      template = template.learn(sample, Provenance.LIVE, scratch);
    }
    return template;
  }

  private static List<FeatureVector> samples(long seed, int count) {
    SimulatedTypist typist = new SimulatedTypist(seed, KEYS);
    List<FeatureVector> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(typist.next().features());
    }
    return samples;
  }

  private double evidence(EnrolledTemplate template, FeatureVector probe) {
    template.model().score(probe, scratch);
    return template.calibration().evidence(scratch.raw());
  }

  private static Template withPayload(Template template, byte[] payload) {
    return new Template(
        template.key(),
        template.version(),
        template.detector(),
        template.schemaHash(),
        template.samples(),
        template.updatedAt(),
        payload);
  }

  private EnrolledTemplate adapted() {
    EnrolledTemplate template = enrolled(samples(1, 120));
    for (FeatureVector sample : samples(2, 30)) {
      template = template.learn(sample, Provenance.LIVE, Lesson.ADAPT, 1, scratch);
    }
    return template;
  }

  private double raw(@Nullable SubjectModel model, FeatureVector probe) {
    Objects.requireNonNull(model).score(probe, scratch);
    return scratch.raw();
  }

  @Test
  void anchor_isTheModelFromBeforeTheFirstAdaptation() {
    SubjectModel anchor = adapted().anchor();
    SubjectModel then = enrolled(samples(1, 120)).model().anchor().orElseThrow();
    for (FeatureVector probe : samples(3, 10)) {
      assertThat(raw(anchor, probe)).isEqualTo(raw(then, probe));
    }
  }

  @Test
  void anchor_isGoneOnceSomebodyVouches() {
    FeatureVector sample = samples(4, 1).get(0);
    assertThat(adapted().learn(sample, Provenance.LIVE, Lesson.CONFIRM, 1, scratch).anchor())
        .isNull();
    assertThat(enrolled(samples(1, 120)).anchor()).isNull();
  }

  @Test
  void anchor_isStoredWithTheTemplate() {
    EnrolledTemplate template = adapted();
    Template stored = template.toTemplate(KEY, AT);
    SubjectModel loaded = EnrolledTemplate.of(stored, rhythm).anchor();
    for (FeatureVector probe : samples(3, 10)) {
      assertThat(raw(loaded, probe)).isEqualTo(raw(template.anchor(), probe));
    }
  }

  @Test
  void empty_hasLearnedNothing() {
    EnrolledTemplate empty = enrolled(List.of());
    assertThat(empty.samples()).isZero();
    assertThat(empty.version()).isZero();
    assertThat(empty.detector()).isEqualTo("rhythm");
    assertThat(empty.schema()).isEqualTo(FixedTextSchema.ofKeys(KEYS));
    assertThat(empty.isReady(EnrolmentPolicy.defaults())).isFalse();
  }

  @Test
  void learn_countsSamplesByProvenance() {
    List<FeatureVector> samples = samples(1, 3);
    EnrolledTemplate template =
        enrolled(List.of())
            .learn(samples.get(0), Provenance.LIVE, scratch)
            .learn(samples.get(1), Provenance.CHALLENGE, scratch)
            .learn(samples.get(2), Provenance.LIVE, scratch);
    assertThat(template.samples()).isEqualTo(3);
    assertThat(template.samples(Provenance.LIVE)).isEqualTo(2);
    assertThat(template.samples(Provenance.CHALLENGE)).isEqualTo(1);
    assertThat(template.samples(Provenance.IMPORTED)).isZero();
  }

  @Test
  void learn_leavesTheOldOneAsItWas() {
    EnrolledTemplate template = enrolled(samples(1, 40));
    FeatureVector probe = samples(1, 41).get(40);
    double before = evidence(template, probe);
    template.learn(probe, Provenance.LIVE, scratch);
    assertThat(template.samples()).isEqualTo(40);
    assertThat(template.samples(Provenance.LIVE)).isEqualTo(40);
    assertThat(evidence(template, probe)).isEqualTo(before);
  }

  @Test
  void learn_calibratesByForwardChainingFromTheTenthSampleOn() {
    List<FeatureVector> samples = samples(2, 40);
    SubjectModel model = rhythm.empty(FixedTextSchema.ofKeys(KEYS));
    Calibration expected = Calibration.empty(Recipe.oneClass(rhythm), FixedTextSchema.ofKeys(KEYS));
    for (FeatureVector sample : samples) {
      if (model.samples() >= 10) {
        model.score(sample, scratch);
        expected = expected.with(scratch);
      }
      model = model.learn(sample);
    }
    Calibration actual = enrolled(samples).calibration();
    for (double raw = -200; raw < 0; raw += 7) {
      assertThat(actual.evidence(raw)).isEqualTo(expected.evidence(raw));
    }
  }

  @Test
  void learn_sampleThatCannotBeScored_leavesCalibrationAsItWas() {
    EnrolledTemplate template = enrolled(samples(2, 29));
    EnrolledTemplate next =
        template.learn(new FeatureVector(FixedTextSchema.ofKeys(KEYS)), Provenance.LIVE, scratch);
    assertThat(next.samples()).isEqualTo(30);
    assertThat(next.calibration()).isSameAs(template.calibration());
  }

  @Test
  void isReady_fromTheMinimumOn() {
    EnrolmentPolicy policy = EnrolmentPolicy.defaults().withMinimum(40);
    assertThat(enrolled(samples(3, 39)).isReady(policy)).isFalse();
    assertThat(enrolled(samples(3, 40)).isReady(policy)).isTrue();
  }

  @Test
  void isReady_atTheLowestMinimumThereIs_hasACalibration() {
    EnrolmentPolicy policy = EnrolmentPolicy.defaults().withMinimum(EnrolmentPolicy.LOWEST_MINIMUM);
    assertThat(enrolled(samples(3, 30)).isReady(policy)).isTrue();
  }

  @Test
  void of_storedForm_scoresBitForBitAlike() {
    EnrolledTemplate original =
        enrolled(samples(4, 70)).learn(samples(4, 1).get(0), Provenance.IMPORTED, scratch);
    Template stored = original.toTemplate(KEY, AT).withVersion(3);
    EnrolledTemplate loaded = EnrolledTemplate.of(stored, rhythm);
    assertThat(loaded.version()).isEqualTo(3);
    assertThat(loaded.samples()).isEqualTo(71);
    assertThat(loaded.samples(Provenance.IMPORTED)).isEqualTo(1);
    assertThat(loaded.schema()).isEqualTo(original.schema());
    for (FeatureVector probe : samples(5, 20)) {
      assertThat(evidence(loaded, probe)).isEqualTo(evidence(original, probe));
    }
  }

  @Test
  void of_storedForm_learnsOnAlike() {
    EnrolledTemplate original = enrolled(samples(4, 70));
    EnrolledTemplate loaded = EnrolledTemplate.of(original.toTemplate(KEY, AT), rhythm);
    for (FeatureVector sample : samples(6, 30)) {
      original = original.learn(sample, Provenance.LIVE, scratch);
      loaded = loaded.learn(sample, Provenance.LIVE, scratch);
    }
    assertThat(loaded.toTemplate(KEY, AT)).isEqualTo(original.toTemplate(KEY, AT));
  }

  @Test
  void toTemplate_saysWhatItHolds() {
    Template stored = enrolled(samples(4, 12)).withVersion(9).toTemplate(KEY, AT);
    assertThat(stored.key()).isEqualTo(KEY);
    assertThat(stored.version()).isEqualTo(9);
    assertThat(stored.detector()).isEqualTo("rhythm");
    assertThat(stored.schemaHash()).isEqualTo(FixedTextSchema.ofKeys(KEYS).hash());
    assertThat(stored.samples()).isEqualTo(12);
    assertThat(stored.updatedAt()).isEqualTo(AT);
  }

  @Test
  void of_payloadCutOffAtAnyByte_isCorrupt() {
    Template stored = enrolled(samples(4, 35)).toTemplate(KEY, AT);
    byte[] payload = stored.payload();
    for (int length = 0; length < payload.length; length++) {
      Template cut = withPayload(stored, Arrays.copyOf(payload, length));
      assertThatThrownBy(() -> EnrolledTemplate.of(cut, rhythm))
          .as("%d of %d bytes", length, payload.length)
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void of_payloadWithBytesTooMany_isCorrupt() {
    Template stored = enrolled(samples(4, 35)).toTemplate(KEY, AT);
    byte[] payload = stored.payload();
    Template longer = withPayload(stored, Arrays.copyOf(payload, payload.length + 1));
    assertThatThrownBy(() -> EnrolledTemplate.of(longer, rhythm))
        .isInstanceOf(CorruptStateException.class);
  }

  @Test
  void of_anyByteChanged_isCorruptOrATemplateThatScores() {
    Template stored = enrolled(samples(4, 35)).toTemplate(KEY, AT);
    FeatureVector probe = samples(5, 1).get(0);
    byte[] payload = stored.payload();
    for (int at = 0; at < payload.length; at++) {
      byte[] changed = payload.clone();
      changed[at] ^= (byte) 0x81;
      try {
        EnrolledTemplate loaded = EnrolledTemplate.of(withPayload(stored, changed), rhythm);
        assertThat(evidence(loaded, probe)).as("byte %d", at).isBetween(-6.0, 6.0);
      } catch (CorruptStateException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void of_anotherDetector_isCorruptAndNamesBoth() {
    Template stored = enrolled(samples(4, 12)).toTemplate(KEY, AT);
    assertThatThrownBy(() -> EnrolledTemplate.of(stored, manhattan))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("template was learned by detector \"rhythm\", not \"manhattan-scaled\"");
  }

  @Test
  void of_anotherSchemaHash_isCorrupt() {
    Template stored = enrolled(samples(4, 12)).toTemplate(KEY, AT);
    Template other =
        new Template(KEY, 1, "rhythm", FixedTextSchema.ofKeys(9).hash(), 12, AT, stored.payload());
    assertThatThrownBy(() -> EnrolledTemplate.of(other, rhythm))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("schema hash");
  }

  @Test
  void learn_whenThePluginAnswersNoFiniteNumber_leavesCalibrationAsItWas() {
    ScoreBuffer unruly = new ScoreBuffer();
    FeatureSchema schema = FixedTextSchema.ofKeys(KEYS);
    Detector detector =
        new Detector() {

          @Override
          public String name() {
            return "unruly";
          }

          @Override
          public boolean supports(FeatureSchema any) {
            return true;
          }

          @Override
          public SubjectModel empty(FeatureSchema any) {
            return new Unruly(0);
          }

          @Override
          public SubjectModel load(FeatureSchema any, StateReader in) {
            return new Unruly(in.getInt());
          }
        };
    EnrolledTemplate template = EnrolledTemplate.empty(detector, schema);
    for (FeatureVector sample : samples(2, 40)) {
      template = template.learn(sample, Provenance.LIVE, unruly);
    }
    assertThat(template.calibration().scores()).isZero();
    assertThat(EnrolledTemplate.of(template.toTemplate(KEY, AT), detector).samples()).isEqualTo(40);
  }

  /** Breaks the rule to answer in finite numbers. */
  private record Unruly(int samples) implements SubjectModel {

    @Override
    public SubjectModel learn(FeatureVector sample) {
      return new Unruly(samples + 1);
    }

    @Override
    public void score(FeatureVector probe, ScoreBuffer out) {
      out.begin(probe.size());
      out.addInteraction(Double.NaN);
    }

    @Override
    public void save(StateWriter out) {
      out.putInt(samples);
    }
  }
}
