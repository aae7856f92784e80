package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole path over the real monitor, typed by simulated people. */
class TakeOverTest {

  private static final int KEYS = 11;
  private static final SubjectId ALICE = SubjectId.of("alice");

  private final FakeClock clock = FakeClock.atDefault();
  private final RecordingListener listener = new RecordingListener();
  private final SimulatedTypist alice = SimulatedTypist.ofSeed(1, KEYS);
  private final SimulatedTypist mallory = SimulatedTypist.ofSeed(2, KEYS);
  private BehaviorMonitor monitor = monitor(MonitorConfig.defaults());

  @AfterEach
  void close() {
    monitor.close();
  }

  private BehaviorMonitor monitor(MonitorConfig config) {
    return BehaviorMonitor.builder()
        .config(config)
        .clock(clock)
        .ticker(clock::nanos)
        .executor(Runnable::run)
        .pseudonymKey(new byte[32])
        .listener(listener)
        .build();
  }

  private void enforce() {
    monitor.close();
    monitor =
        monitor(MonitorConfig.defaults().enforcedBy("test", "a take-over must have consequences"));
  }

  @Test
  void enrolment_showsHowFarItHasCome() {
    enrol(37);
    assertThat(monitor.enrolment(ALICE))
        .singleElement()
        .hasToString("field.password on DESKTOP: COLD_START 37/100");
  }

  @Test
  void enrolment_isCompleteAfterAHundredEntries() {
    enrol(99);
    assertThat(monitor.enrolment(ALICE)).noneMatch(progress -> progress.isComplete());
    enrol(1);
    assertThat(monitor.enrolment(ALICE)).allMatch(progress -> progress.isComplete());
  }

  @Test
  void genuineTypist_staysAllowed() {
    enforce();
    enrol(100);
    assertThat(verdicts(alice, open("monday"), 50)).containsOnly(Verdict.ALLOW);
  }

  @Test
  void impostor_isChallengedOrDeniedWithinThreeEntries() {
    enforce();
    enrol(100);
    BehaviorSession session = open("monday");
    verdicts(alice, session, 5);
    mallory.takeOverFrom(alice);
    assertThat(verdicts(mallory, session, 3)).containsAnyOf(Verdict.CHALLENGE, Verdict.DENY);
  }

  @Test
  void impostors_areMostlyCaughtWithinTenEntries() {
    monitor.close();
    // thirty people on one account, and nobody else: what one leaves must not help the next
    AdaptationPolicy none = AdaptationPolicy.defaults().withMode(AdaptationMode.NONE);
    monitor =
        monitor(
            MonitorConfig.defaults()
                .withEnrolment(EnrolmentPolicy.defaults().withAdaptation(none))
                .enforcedBy("test", "a take-over must have consequences"));
    enrol(100);
    long caught =
        LongStream.rangeClosed(2, 31)
            .filter(
                seed -> {
                  SimulatedTypist somebody = SimulatedTypist.ofSeed(seed, KEYS);
                  return verdicts(somebody, open("session-" + seed), 10).contains(Verdict.DENY);
                })
            .count();
    assertThat(caught).isGreaterThan(20);
  }

  @Test
  void impostor_whoIsDenied_isBlocked() {
    enforce();
    enrol(100);
    BehaviorSession session = open("monday");
    verdicts(mallory, session, 10);
    assertThat(session.access().isAllowed()).isFalse();
    assertThat(session.assess().has(ReasonCode.BLOCKED)).isTrue();
  }

  @Test
  void impostor_inShadow_isAllowedAndRecorded() {
    enrol(100);
    BehaviorSession session = open("monday");
    assertThat(verdicts(mallory, session, 10)).containsOnly(Verdict.ALLOW);
    assertThat(session.access().isAllowed()).isTrue();
    Decision last = listener.lastDecision().orElseThrow().decision();
    assertThat(last.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(last.has(ReasonCode.SHADOWED)).isTrue();
  }

  private void enrol(int entries) {
    for (int i = 0; i < entries; i++) {
      if (i % 10 == 0) {
        alice.nextDay();
        clock.advance(Duration.ofDays(1));
      }
      try (BehaviorSession session =
          monitor.open(SessionOptions.of(ALICE, new SessionId("enrolment-" + i)).asVouched())) {
        alice.type(session, session.field("password", 0));
        session.assess();
      }
    }
  }

  private BehaviorSession open(String id) {
    return monitor.open(SessionOptions.of(ALICE, new SessionId(id)));
  }

  private List<Verdict> verdicts(SimulatedTypist typist, BehaviorSession session, int entries) {
    List<Verdict> verdicts = new ArrayList<>();
    int field = session.field("password", 0);
    for (int i = 0; i < entries; i++) {
      clock.advance(Duration.ofSeconds(20));
      assertThat(typist.type(session, field)).as("events accepted").isEqualTo(KEYS + 1);
      verdicts.add(session.assess().verdict());
    }
    return verdicts;
  }
}
