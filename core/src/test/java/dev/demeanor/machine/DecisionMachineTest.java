package dev.demeanor.machine;

import static dev.demeanor.machine.MachineFixture.KEYSTROKE;
import static dev.demeanor.machine.MachineFixture.PASSWORD;
import static dev.demeanor.machine.MachineFixture.POINTER;
import static dev.demeanor.machine.MachineFixture.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.machine.TemplateLookup.Availability;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.simulated.Allocated;
import dev.demeanor.simulated.PointerPlaceProvider;
import dev.demeanor.simulated.SimulatedPointer;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import dev.demeanor.trust.TrustConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionMachineTest {

  private final MachineFixture fixture = new MachineFixture();
  private final DecisionMachine machine = fixture.machine;
  private final SessionState state = fixture.typingSession();
  private final EventBuffer one = new EventBuffer(1);

  private Admission observeKey(int field, int position, long time) {
    one.clear();
    one.addFixedTextKey(field, position, time, 1);
    return machine.observe(state, one, 0);
  }

  @Test
  void modalities_areInTheOrderOfTheirNames() {
    assertThat(machine.modalities()).containsExactly(Modality.KEYSTROKE, Modality.POINTER);
  }

  @Test
  void declareField_again_givesTheSameNumber() {
    assertThat(machine.declareField(state, Source.fixedText("name", 0))).isEqualTo(1);
    assertThat(machine.declareField(state, PASSWORD)).isEqualTo(0);
    assertThat(machine.declareField(state, Source.fixedText("password", 1))).isEqualTo(2);
    assertThat(state.sourceCount()).isEqualTo(3);
  }

  @Test
  void declareField_tooMany_isRefused() {
    for (int i = 1; i < DecisionMachine.MAX_SOURCES; i++) {
      assertThat(machine.declareField(state, Source.fixedText("f" + i, 0))).isEqualTo(i);
    }
    assertThat(machine.declareField(state, Source.fixedText("more", 0))).isEqualTo(-1);
    assertThat(machine.declareField(state, PASSWORD)).as("known ones stay").isEqualTo(0);
  }

  @Test
  void declareField_thatNoExtractorSupports_isRefused() {
    assertThat(machine.declareField(state, Source.freeText())).isEqualTo(-1);
    assertThat(machine.declareField(state, Source.navigation())).isEqualTo(-1);
  }

  @Test
  void observe_unknownField_isUnknownSource() {
    assertThat(observeKey(1, 0, 100)).isEqualTo(Admission.UNKNOWN_SOURCE);
    assertThat(observeKey(63, 0, 100)).isEqualTo(Admission.UNKNOWN_SOURCE);
    assertThat(observeKey(0, 0, 100)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void observe_kindThatNoExtractorTakes_isUnsupported() {
    one.clear();
    one.addVisit(3, 100);
    assertThat(machine.observe(state, one, 0)).isEqualTo(Admission.UNSUPPORTED);
  }

  @Test
  void observe_firstPointerEvent_addsItsSource() {
    one.clear();
    one.addPointer(PointerAction.MOVE, 100, 1, 1);
    assertThat(machine.observe(state, one, 0)).isEqualTo(Admission.ACCEPTED);
    assertThat(state.sourceCount()).isEqualTo(2);
    assertThat(state.source(1)).isEqualTo(Source.pointer());
  }

  @Test
  void observe_pointerEventInSessionFullOfFields_isRefused() {
    for (int i = 1; i < DecisionMachine.MAX_SOURCES; i++) {
      machine.declareField(state, Source.fixedText("f" + i, 0));
    }
    one.clear();
    one.addPointer(PointerAction.MOVE, 100, 1, 1);
    assertThat(machine.observe(state, one, 0)).isNotEqualTo(Admission.ACCEPTED);
    assertThat(state.sourceCount()).isEqualTo(DecisionMachine.MAX_SOURCES);
  }

  @Test
  void observe_twoProvidersOfTheSameSource_countBehaviourOnce() {
    DecisionMachine twice =
        new DecisionMachine(
            List.of(new PointerPlaceProvider("first"), new PointerPlaceProvider("second")),
            TrustConfig.defaults(),
            EnrolmentPolicy.defaults());
    SessionState session = twice.newSession();
    one.clear();
    one.addPointer(PointerAction.MOVE, 100, 1, 1);
    twice.observe(session, one, 0);
    assertThat(session.sourceCount()).isEqualTo(1);
  }

  @Test
  void observe_firstEventOfAKind_addsItsSourcesWhateverCameBefore() {
    Source both = new Source(Modality.POINTER, "both", 0);
    DecisionMachine two =
        new DecisionMachine(
            List.of(
                new PointerPlaceProvider(),
                new PointerPlaceProvider("both", both, Set.of(EventKind.POINTER, EventKind.VISIT))),
            TrustConfig.defaults(),
            EnrolmentPolicy.defaults());
    SessionState session = two.newSession();
    one.clear();
    one.addVisit(1, 100);
    two.observe(session, one, 0);
    assertThat(session.sourceCount()).isEqualTo(1);
    one.clear();
    one.addPointer(PointerAction.MOVE, 200, 1, 1);
    two.observe(session, one, 0);
    assertThat(session.sourceCount()).isEqualTo(2);
    assertThat(session.source(1)).isEqualTo(Source.pointer());
  }

  @Test
  void isWaiting_onceAWindowIsComplete() {
    assertThat(state.isWaiting(0)).isFalse();
    fixture.type(state, fixture.typist);
    assertThat(state.isWaiting(0)).isTrue();
    fixture.assess(state, 0);
    assertThat(state.isWaiting(0)).isFalse();
  }

  @Test
  void assess_withoutWindows_answersThePrior() {
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.windows()).isZero();
    assertThat(assessment.trust()).isCloseTo(0.95, within(1e-12));
    assertThat(assessment.confidence()).isZero();
    assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(assessment.reasonBits()).isEqualTo(ReasonCode.INSUFFICIENT_EVIDENCE.bit());
    assertThat(assessment.toEvidence()).isEmpty();
  }

  @Test
  void assess_countsDecisionsFromOne() {
    assertThat(fixture.assess(state, 0).sequence()).isEqualTo(1);
    assertThat(fixture.assess(state, 0).sequence()).isEqualTo(2);
  }

  @Test
  void assess_ownEntries_isAllow() {
    fixture.templates.put(0, fixture.typing(120));
    for (int i = 0; i < 5; i++) {
      fixture.type(state, fixture.typist);
      Assessment assessment = fixture.assess(state, i);
      assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
      assertThat(assessment.reasonBits()).isZero();
    }
  }

  @Test
  void assess_entriesOfAnother_isDeniedInTheEnd() {
    fixture.templates.put(0, fixture.typing(120));
    SimulatedTypist impostor = new SimulatedTypist(99, MachineFixture.KEYS);
    for (int i = 0; i < 3; i++) {
      fixture.type(state, impostor);
      fixture.assess(state, i);
    }
    assertThat(state.assessment().verdict()).isEqualTo(Verdict.DENY);
    assertThat(has(state.assessment(), ReasonCode.TRUST_BELOW_CHALLENGE)).isTrue();
  }

  @Test
  void assess_sumsWeightedEvidence() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.type(state, fixture.typist);
    fixture.type(state, fixture.typist);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.windows()).isEqualTo(2);
    assertThat(state.trust().accumulated())
        .isCloseTo(
            Math.min(3, 3 * 0.4 * (assessment.evidence(0) + assessment.evidence(1))),
            within(1e-12));
  }

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
  void assess_moreThanFourWindowsWaiting_dropsTheOldest() {
    fixture.templates.put(0, fixture.typing(120));
    SimulatedTypist impostor = new SimulatedTypist(99, MachineFixture.KEYS);
    SessionState clean = fixture.typingSession();
    fixture.type(state, impostor);
    EventBuffer events = new EventBuffer(4 * (MachineFixture.KEYS + 1));
    for (int i = 0; i < 4; i++) {
      fixture.typist.next().addTo(events, 0);
    }
    fixture.feed(state, events);
    fixture.feed(clean, events);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(has(assessment, ReasonCode.WINDOWS_DROPPED)).isTrue();
    assertThat(assessment.windows()).isEqualTo(4);
    assertThat(assessment.trust()).isEqualTo(fixture.assess(clean, 0).trust());
  }

  @Test
  void assess_afterWindowsWereDropped_saysSoOnce() {
    for (int i = 0; i < 5; i++) {
      fixture.type(state, fixture.typist);
    }
    assertThat(has(fixture.assess(state, 0), ReasonCode.WINDOWS_DROPPED)).isTrue();
    assertThat(has(fixture.assess(state, 0), ReasonCode.WINDOWS_DROPPED)).isFalse();
  }

  @Test
  void assess_fourWindowsWaiting_dropsNone() {
    for (int i = 0; i < 4; i++) {
      fixture.type(state, fixture.typist);
    }
    Assessment assessment = fixture.assess(state, 0);
    assertThat(has(assessment, ReasonCode.WINDOWS_DROPPED)).isFalse();
    assertThat(assessment.windows()).isEqualTo(4);
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

  @Test
  void assess_expectedModalityMissing_withholdsTheOthersEvidence() {
    fixture.templates.put(1, fixture.pointing(120));
    fixture.templates.expect(1 << KEYSTROKE);
    fixture.point(state, fixture.pointer);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.evidence(0)).isPositive();
    assertThat(has(assessment, ReasonCode.EXPECTED_MODALITY_MISSING)).isTrue();
    assertThat(state.trust().accumulated()).isZero();
  }

  @Test
  void assess_impostorWhoLeavesOutTheExpectedModality_isDenied() {
    fixture.templates.put(1, fixture.pointing(120));
    fixture.templates.expect(1 << KEYSTROKE);
    SimulatedPointer impostor = new SimulatedPointer(77, -900, 2_000);
    for (int i = 0; i < 3; i++) {
      fixture.point(state, impostor);
      fixture.assess(state, i);
    }
    assertThat(state.assessment().verdict()).isEqualTo(Verdict.DENY);
    assertThat(has(state.assessment(), ReasonCode.EXPECTED_MODALITY_MISSING)).isTrue();
  }

  @Test
  void assess_bothModalities_addUp() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.templates.put(1, fixture.pointing(120));
    fixture.templates.expect(1 << KEYSTROKE | 1 << POINTER);
    // not by the owner: two modalities of the owner's reach the bound of trust
    fixture.type(state, new SimulatedTypist(77, fixture.typist.keys()));
    fixture.point(state, fixture.pointer);
    Assessment assessment = fixture.assess(state, 0);
    assertThat(assessment.source(0)).isEqualTo(PASSWORD);
    assertThat(assessment.source(1)).isEqualTo(Source.pointer());
    assertThat(assessment.sourceIndex(1)).isEqualTo(1);
    double typing = Math.max(-2.4, 3 * 0.4 * assessment.evidence(0));
    double sum = typing + 3 * 0.3 * assessment.evidence(1);
    assertThat(state.trust().reached()).isCloseTo(sum, within(1e-12));
    assertThat(state.assessmentsWithEvidence()).isEqualTo(1);
    assertThat(state.assessmentsWith(KEYSTROKE)).isEqualTo(1);
    assertThat(state.assessmentsWith(POINTER)).isEqualTo(1);
  }

  @Test
  void assess_countsInHowManyAssessmentsEachModalityTookPart() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.templates.put(1, fixture.pointing(120));
    for (int i = 0; i < 3; i++) {
      fixture.type(state, fixture.typist);
      if (i == 1) {
        fixture.point(state, fixture.pointer);
      }
      fixture.assess(state, i);
    }
    fixture.assess(state, 4);
    assertThat(state.assessmentsWithEvidence()).isEqualTo(3);
    assertThat(state.assessmentsWith(KEYSTROKE)).isEqualTo(3);
    assertThat(state.assessmentsWith(POINTER)).isEqualTo(1);
  }

  @Test
  void assess_followsTheSegment() {
    fixture.templates.put(0, fixture.typing(120));
    SimulatedTypist impostor = new SimulatedTypist(99, MachineFixture.KEYS);
    fixture.type(state, impostor);
    SegmentPolicy careful =
        SegmentPolicy.defaults()
            .withMinConfidence(0.9)
            .withColdStart(Verdict.CHALLENGE)
            .withThresholds(new Thresholds(0.999, 0.998));
    machine.assess(state, fixture.templates, careful, 0);
    assertThat(state.assessment().verdict()).isEqualTo(Verdict.CHALLENGE);
    assertThat(has(state.assessment(), ReasonCode.INSUFFICIENT_EVIDENCE)).isTrue();
  }

  @Test
  void challengeFailed_standsInTheReasonsUntilOneIsPassed() {
    machine.challengeFailed(state);
    double trust = fixture.assess(state, 0).trust();
    assertThat(has(state.assessment(), ReasonCode.CHALLENGE_FAILED)).isTrue();
    assertThat(trust).isLessThan(0.95);
    machine.challengePassed(state);
    fixture.assess(state, 0);
    assertThat(has(state.assessment(), ReasonCode.CHALLENGE_FAILED)).isFalse();
    assertThat(state.assessment().trust()).isGreaterThan(0.99);
  }

  @Test
  void toEvidence_ofComparison_namesWhatStandsBehindIt() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.type(state, fixture.typist);
    Assessment assessment = fixture.assess(state, 0);
    Evidence.Present present = (Evidence.Present) assessment.toEvidence().get(0);
    assertThat(present.source()).isEqualTo(PASSWORD);
    assertThat(present.detector()).isEqualTo("rhythm");
    assertThat(present.templateVersion()).isEqualTo(5);
    assertThat(present.schemaHash()).isEqualTo(FixedTextSchema.ofKeys(11).hash());
    assertThat(present.value()).isEqualTo(assessment.evidence(0));
    assertThat(present.raw()).isNegative();
  }

  @Test
  void explain_termsAddUpToTheEvidence() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.templates.put(1, fixture.pointing(120));
    SimulatedTypist impostor = new SimulatedTypist(99, MachineFixture.KEYS);
    for (SimulatedTypist who : List.of(fixture.typist, impostor)) {
      fixture.type(state, who.waitUntil(fixture.typist.nowMicros()));
      fixture.point(state, fixture.pointer);
      Assessment assessment = fixture.assess(state, 0);
      Explanation explanation = machine.explain(state, SegmentPolicy.defaults());
      assertThat(explanation.sources()).hasSize(2);
      for (int s = 0; s < 2; s++) {
        Explanation.SourceTerms source = explanation.sources().get(s);
        double sum = source.terms().stream().mapToDouble(Explanation.Term::value).sum();
        assertThat(sum).isCloseTo(assessment.evidence(s), within(1e-9));
        assertThat(source.evidence()).isEqualTo(assessment.toEvidence(s));
      }
    }
  }

  @Test
  void explain_namesEveryFeatureInteractionCalibrationAndDependence() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.type(state, fixture.typist);
    fixture.assess(state, 0);
    List<Explanation.Term> terms =
        machine.explain(state, SegmentPolicy.defaults()).sources().get(0).terms();
    assertThat(terms).hasSize(31 + 3);
    assertThat(terms.get(0).name()).isEqualTo("dwell.0");
    assertThat(terms.get(31).name()).isEqualTo("interaction");
    assertThat(terms.get(32).name()).isEqualTo("calibration");
    assertThat(terms.get(33).name()).isEqualTo("dependence");
    assertThat(terms.get(33).value()).isZero();
  }

  @Test
  void explain_ofAbstention_hasNoTerms() {
    fixture.type(state, fixture.typist);
    fixture.assess(state, 0);
    Explanation explanation = machine.explain(state, SegmentPolicy.defaults());
    assertThat(explanation.sources()).hasSize(1);
    assertThat(explanation.sources().get(0).terms()).isEmpty();
    assertThat(explanation.sources().get(0).evidence()).hasToString("COLD_START 0/100");
  }

  @Test
  void explain_beforeAnyComparison_hasNoSources() {
    Explanation explanation = machine.explain(state, SegmentPolicy.defaults());
    assertThat(explanation.sources()).isEmpty();
    assertThat(explanation.trust()).isCloseTo(0.95, within(1e-12));
    assertThat(explanation.thresholds()).isEqualTo(Thresholds.DEFAULT);
  }

  @Test
  void load_cutOffAtAnyByte_isCorrupt() {
    byte[] saved = busySession();
    for (int length = 0; length < saved.length; length++) {
      byte[] cut = Arrays.copyOf(saved, length);
      assertThatThrownBy(() -> fixture.load(cut))
          .as("%d of %d bytes", length, saved.length)
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void load_anyByteChanged_isCorruptOrASessionThatGoesOn() {
    byte[] saved = busySession();
    for (int at = 0; at < saved.length; at++) {
      byte[] changed = saved.clone();
      changed[at] ^= (byte) 0x55;
      SessionState loaded;
      try {
        loaded = fixture.load(changed);
      } catch (CorruptStateException expected) {
        continue;
      }
      one.clear();
      one.addFixedTextKey(0, 2, Long.MAX_VALUE / 2, 1);
      machine.observe(loaded, one, 0);
      assertThat(fixture.assess(loaded, 1).trust()).as("byte %d", at).isBetween(0.0, 1.0);
    }
  }

  private byte[] busySession() {
    fixture.type(state, fixture.typist);
    fixture.type(state, fixture.typist);
    fixture.point(state, fixture.pointer);
    one.clear();
    fixture.typist.next().addKey(one, 0, 0);
    machine.observe(state, one, 0);
    machine.challengeFailed(state);
    return fixture.save(state);
  }

  @Test
  void load_underOtherModalities_isCorrupt() {
    DecisionMachine typingOnly =
        new DecisionMachine(
            List.of(new FixedTextExtractorProvider()),
            TrustConfig.defaults(),
            EnrolmentPolicy.defaults());
    byte[] saved = fixture.save(state);
    assertThatThrownBy(() -> typingOnly.load(new StateReader(saved)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("modalities");
  }

  @Test
  void load_keepsFlagsAndCounters() {
    for (int i = 0; i < 5; i++) {
      fixture.type(state, fixture.typist);
    }
    machine.challengeFailed(state);
    SessionState loaded = fixture.load(fixture.save(state));
    Assessment assessment = fixture.assess(loaded, 0);
    assertThat(has(assessment, ReasonCode.WINDOWS_DROPPED)).isTrue();
    assertThat(has(assessment, ReasonCode.CHALLENGE_FAILED)).isTrue();
    assertThat(fixture.load(fixture.save(loaded)).assessment().sequence()).isZero();
    assertThat(fixture.assess(fixture.load(fixture.save(loaded)), 0).sequence()).isEqualTo(2);
  }

  @Test
  void observeAndAssess_onceWarm_allocateNothing() {
    fixture.templates.put(0, fixture.typing(200));
    fixture.templates.put(1, fixture.pointing(120));
    EventBuffer events = new EventBuffer(64);
    SessionState session = fixture.typingSession();
    SimulatedTypist impostor = new SimulatedTypist(99, MachineFixture.KEYS);
    int[] turn = {0};
    Runnable prepared =
        () -> {
          for (int i = 0; i < events.size(); i++) {
            machine.observe(session, events, i);
          }
          machine.assess(session, fixture.templates, SegmentPolicy.defaults(), turn[0]++);
        };
    // each turn types on in time; making the events is not measured
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 200 && least > 0; round++) {
      events.clear();
      SimulatedTypist who = round % 3 == 0 ? impostor : fixture.typist;
      who.waitUntil(Math.max(impostor.nowMicros(), fixture.typist.nowMicros()));
      who.next().addTo(events, 0);
      fixture.pointer.addBlock(events);
      least = Math.min(least, Allocated.bytes(prepared));
      assertThat(session.assessment().windows()).as("windows compared").isEqualTo(2);
    }
    assertThat(least).as("bytes of a turn").isZero();
  }
}
