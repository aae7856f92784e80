package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedPerson.Doing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real monitor with all three modalities, and with some of them missing. */
class ModalitiesTest {

  private static final int KEYS = 11;
  private static final SubjectId ALICE = SubjectId.of("alice");

  private final FakeClock clock = FakeClock.atDefault();
  private final RecordingListener heard = new RecordingListener();
  private final SimulatedPerson alice = SimulatedPerson.ofSeed(1, KEYS);
  private final SimulatedPerson mallory = SimulatedPerson.ofSeed(7, KEYS);
  private final BehaviorMonitor monitor =
      BehaviorMonitor.builder()
          .config(
              MonitorConfig.defaults().enforcedBy("test", "missing modalities have consequences"))
          .clock(clock)
          .ticker(clock::nanos)
          .executor(Runnable::run)
          .listener(heard)
          .build();

  @AfterEach
  void close() {
    monitor.close();
  }

  private Decision bout(SimulatedPerson who, BehaviorSession session, Doing... doing) {
    long before = who.micros();
    who.work(session, doing);
    clock.advance(Duration.ofNanos(1000 * (who.micros() - before)));
    return session.assess();
  }

  private void enrol(DeviceClass device, Doing... doing) {
    for (int i = 0; i < 130; i++) {
      if (i % 10 == 0) {
        alice.nextDay();
        clock.advance(Duration.ofDays(1));
      }
      SessionOptions options =
          SessionOptions.of(ALICE, new SessionId("enrolment-" + i)).withDevice(device).asVouched();
      try (BehaviorSession session = monitor.open(options)) {
        bout(alice, session, doing);
      }
    }
  }

  private BehaviorSession open(DeviceClass device) {
    return monitor.open(SessionOptions.of(ALICE, new SessionId("monday")).withDevice(device));
  }

  /** Returns which modalities gave evidence in the last decision. */
  private Set<Modality> present() {
    return heard.lastDecision().orElseThrow().evidence().stream()
        .filter(evidence -> evidence instanceof Evidence.Present)
        .map(evidence -> evidence.source().modality())
        .collect(Collectors.toSet());
  }

  @Test
  void everything_isEnrolledAndDecidedOn() {
    enrol(DeviceClass.DESKTOP);
    assertThat(monitor.enrolment(ALICE))
        .hasSize(3)
        .allMatch(EnrolmentProgress::isComplete)
        .allMatch(progress -> progress.device() == DeviceClass.DESKTOP);
    BehaviorSession session = open(DeviceClass.DESKTOP);
    for (int i = 0; i < 10; i++) {
      assertThat(bout(alice, session).verdict()).isEqualTo(Verdict.ALLOW);
      assertThat(present())
          .containsExactlyInAnyOrder(Modality.KEYSTROKE, Modality.POINTER, Modality.NAVIGATION);
    }
  }

  @Test
  void impostor_isDeniedByEverythingTogether() {
    enrol(DeviceClass.DESKTOP);
    BehaviorSession session = open(DeviceClass.DESKTOP);
    bout(alice, session);
    mallory.takeOverFrom(alice);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      verdicts.add(bout(mallory, session).verdict());
    }
    assertThat(verdicts).contains(Verdict.DENY);
  }

  @ParameterizedTest
  @EnumSource
  void subjectWhoNeverShowsAModality_isEnrolledAndDecidedOnTheRest(Doing never) {
    Doing[] rest =
        Set.of(Doing.values()).stream().filter(what -> what != never).toArray(Doing[]::new);
    enrol(DeviceClass.DESKTOP, rest);
    assertThat(monitor.enrolment(ALICE)).hasSize(2).allMatch(EnrolmentProgress::isComplete);
    BehaviorSession session = open(DeviceClass.DESKTOP);
    for (int i = 0; i < 6; i++) {
      Decision decision = bout(alice, session, rest);
      assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
      assertThat(decision.has(ReasonCode.EXPECTED_MODALITY_MISSING)).isFalse();
      assertThat(decision.has(ReasonCode.INSUFFICIENT_EVIDENCE)).isFalse();
    }
    assertThat(present()).hasSize(2);
  }

  @Test
  void modalityNeverSeenBefore_abstainsAndAddsNothing() {
    enrol(DeviceClass.DESKTOP, Doing.POINTING, Doing.VISITING);
    BehaviorSession session = open(DeviceClass.DESKTOP);
    double before = bout(alice, session, Doing.POINTING, Doing.VISITING).trust();
    Decision decision = bout(mallory, session, Doing.WRITING);
    assertThat(present()).isEmpty();
    assertThat(decision.has(ReasonCode.COLD_START)).isTrue();
    assertThat(decision.trust()).isLessThanOrEqualTo(before).isGreaterThan(0.95);
  }

  @Test
  void expectedModalityMissing_withholdsWhatSpeaksForTheSubject() {
    enrol(DeviceClass.DESKTOP, Doing.POINTING, Doing.VISITING);
    BehaviorSession session = open(DeviceClass.DESKTOP);
    double trust = bout(alice, session, Doing.POINTING, Doing.VISITING).trust();
    for (int i = 0; i < 5; i++) {
      Decision decision = bout(alice, session, Doing.VISITING);
      assertThat(decision.has(ReasonCode.EXPECTED_MODALITY_MISSING)).isTrue();
      assertThat(decision.trust()).isLessThanOrEqualTo(trust);
      trust = decision.trust();
    }
    Decision back = bout(alice, session, Doing.POINTING, Doing.VISITING);
    assertThat(back.has(ReasonCode.EXPECTED_MODALITY_MISSING)).isFalse();
    assertThat(back.trust()).isGreaterThan(trust);
  }

  @Test
  void silence_isNoEvidenceAndNoGap() {
    enrol(DeviceClass.DESKTOP, Doing.POINTING, Doing.VISITING);
    BehaviorSession session = open(DeviceClass.DESKTOP);
    bout(alice, session, Doing.POINTING, Doing.VISITING);
    clock.advance(Duration.ofHours(2));
    Decision decision = session.assess();
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.has(ReasonCode.EXPECTED_MODALITY_MISSING)).isFalse();
  }

  @Test
  void anotherDevice_hasNoTemplatesAndExpectsNothing() {
    enrol(DeviceClass.DESKTOP, Doing.POINTING, Doing.VISITING);
    BehaviorSession session = open(DeviceClass.PHONE);
    Decision decision = bout(alice, session, Doing.VISITING);
    assertThat(present()).isEmpty();
    assertThat(decision.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(decision.has(ReasonCode.COLD_START)).isTrue();
    assertThat(decision.has(ReasonCode.INSUFFICIENT_EVIDENCE)).isTrue();
    assertThat(decision.has(ReasonCode.EXPECTED_MODALITY_MISSING)).isFalse();
  }
}
