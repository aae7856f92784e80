package dev.demeanor.machine;

import static dev.demeanor.machine.MachineFixture.KEYSTROKE;
import static dev.demeanor.machine.MachineFixture.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.machine.TemplateLookup.Availability;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import org.junit.jupiter.api.Test;

/** Assessments while templates are missing, unready, or unavailable. */
class MachineTemplatesTest {

  private final MachineFixture fixture = new MachineFixture();

  private final DecisionMachine machine = fixture.machine;

  private final SessionState state = fixture.typingSession();

  @Test
  void assess_withoutTemplate_abstainsWithSamplesAndRequired() {
    fixture.type(state, fixture.typist);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(has(assessment, ReasonCode.COLD_START)).isTrue();
    assertThat(assessment.abstention(0)).isEqualTo(AbstentionReason.COLD_START);
    assertThat(assessment.evidence(0)).isZero();
    assertThat(assessment.toEvidence(0)).hasToString("COLD_START 0/100");
  }

  @Test
  void assess_withTooFewSamples_abstainsWithSamplesAndRequired() {
    fixture.templates.put(0, fixture.typing(37));
    fixture.type(state, fixture.typist);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.toEvidence(0)).hasToString("COLD_START 37/100");
    assertThat(assessment.toEvidence(0).templateVersion()).isEqualTo(5);
    assertThat(assessment.trust()).isCloseTo(0.95, within(1e-12));
    assertThat(state.assessmentsWithEvidence()).isZero();
  }

  @Test
  void assess_entryOfAnotherLength_isUnsupportedInput() {
    fixture.templates.put(0, fixture.typing(100));
    fixture.type(state, new SimulatedTypist(5, 12));
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.abstention(0)).isEqualTo(AbstentionReason.UNSUPPORTED_INPUT);
    assertThat(has(assessment, ReasonCode.UNSUPPORTED_INPUT)).isTrue();
    assertThat(assessment.toEvidence(0).schemaHash()).isEqualTo(FixedTextSchema.ofKeys(12).hash());
    assertThat(assessment.trust()).isCloseTo(0.95, within(1e-12));
  }

  @Test
  void assess_windowWithTwoOfElevenKeysLost_isStillCompared() {
    fixture.templates.put(0, fixture.typing(100));
    EventBuffer events = new EventBuffer(20);
    SimulatedTypist.SimulatedEntry entry = fixture.typist.next();
    for (int i = 0; i < MachineFixture.KEYS; i++) {
      if (i != 3 && i != 7) {
        entry.addKey(events, 0, i);
      }
    }
    entry.addEnd(events, 0);
    fixture.feed(state, events);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.abstention(0)).isNull();
  }

  @Test
  void assess_detectorAbstains_isItsReason() {
    fixture.templates.put(1, fixture.typing(100));
    SessionState session = fixture.typingSession();
    machine.declareField(session, Source.fixedText("other", 0));
    Detector silent = new RhythmProvider().create(ProviderOptions.none());
    EnrolledTemplate hollow = EnrolledTemplate.empty(silent, FixedTextSchema.ofKeys(11));
    ScoreBuffer scratch = new ScoreBuffer();
    for (int i = 0; i < 60; i++) {
      hollow = hollow.learn(fixture.typist.next().features(), Provenance.LIVE, scratch);
    }
    FeatureVector nothing = new FeatureVector(FixedTextSchema.ofKeys(11));
    for (int i = 0; i < 250; i++) {
      hollow = hollow.learn(nothing, Provenance.LIVE, scratch);
    }
    fixture.templates.put(0, hollow);
    fixture.type(session, fixture.typist);
    Assessment assessment = fixture.assess(session, 0);
    assertThat(assessment.abstention(0)).isEqualTo(AbstentionReason.NO_DATA);
    assertThat(has(assessment, ReasonCode.NO_DATA)).isTrue();
  }

  @Test
  void assess_templateNotFetched_letsWindowsWait() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.templates.setAvailability(0, Availability.NOT_FETCHED);
    fixture.type(state, fixture.typist);
    Assessment waiting = fixture.assess(state, 0);
    assertThat(waiting.windows()).isZero();
    assertThat(has(waiting, ReasonCode.TEMPLATES_UNAVAILABLE)).isFalse();
    fixture.templates.setAvailability(0, Availability.KNOWN);
    assertThat(fixture.assess(state, 0).windows()).isEqualTo(1);
  }

  @Test
  void assess_templateUnavailable_saysSoAndLetsWindowsWait() {
    fixture.templates.setAvailability(0, Availability.FAILED);
    fixture.type(state, fixture.typist);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.windows()).isZero();
    assertThat(has(assessment, ReasonCode.TEMPLATES_UNAVAILABLE)).isTrue();
    assertThat(state.isWaiting(0)).isTrue();
  }

  @Test
  void assess_templateUnavailableWithoutWindows_isNoMatter() {
    fixture.templates.setAvailability(0, Availability.FAILED);
    assertThat(has(fixture.assess(state, 0), ReasonCode.TEMPLATES_UNAVAILABLE)).isFalse();
  }

  @Test
  void assess_expectedModalityWhoseTemplateIsUnavailable_isExcused() {
    fixture.templates.put(1, fixture.pointing(120));
    fixture.templates.setAvailability(0, Availability.FAILED);
    fixture.templates.expect(1 << KEYSTROKE);
    fixture.type(state, fixture.typist);
    fixture.point(state, fixture.pointer);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(has(assessment, ReasonCode.EXPECTED_MODALITY_MISSING)).isFalse();
    assertThat(state.trust().accumulated()).isPositive();
  }
}
