package dev.demeanor.machine;

import static dev.demeanor.machine.MachineFixture.KEYSTROKE;
import static dev.demeanor.machine.MachineFixture.PASSWORD;
import static dev.demeanor.machine.MachineFixture.POINTER;
import static dev.demeanor.machine.MachineFixture.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Source;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.simulated.Allocated;
import dev.demeanor.simulated.SimulatedPointer;
import dev.demeanor.simulated.SimulatedTypist;
import org.junit.jupiter.api.Test;

class DecisionMachineTest {

  private final MachineFixture fixture = new MachineFixture();

  private final DecisionMachine machine = fixture.machine;

  private final SessionState state = fixture.typingSession();

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
