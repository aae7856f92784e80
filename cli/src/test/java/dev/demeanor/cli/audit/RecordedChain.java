package dev.demeanor.cli.audit;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.audit.AnchorKey;
import dev.demeanor.audit.AuditChain;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.store.jdbc.JdbcAuditSinkProvider;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.SimulatedPerson;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A chain as a monitor writes it, with a signed anchor every few records, and the anchors that it
 * gave away.
 */
final class RecordedChain {

  private static final int PEOPLE = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final FakeClock clock = FakeClock.atDefault();
  final List<String> anchors = Collections.synchronizedList(new ArrayList<>());

  /** Lets people come and go before a monitor whose audit is in this database. */
  void record(ProviderOptions database, KeyPair keys) {
    AuditChain chain =
        AuditChain.defaults()
            .signedBy(new AnchorKey("test", keys.getPrivate()))
            .withAnchors(20, Duration.ofDays(365))
            .withAnchorsTo(anchors::add);
    try (BehaviorMonitor monitor =
        BehaviorMonitor.builder()
            .config(enrolsFast())
            .audit(new JdbcAuditSinkProvider().open(database))
            .auditChain(chain)
            .clock(clock)
            .pseudonymKey(new byte[32])
            .build()) {
      for (int number = 0; number < 6 * PEOPLE; number++) {
        session(monitor, number);
        settle(monitor);
      }
      SubjectId last = subject(PEOPLE - 1);
      monitor.privacy().erase(last, "REQUEST");
      settle(monitor);
    }
  }

  private static MonitorConfig enrolsFast() {
    MonitorConfig config = MonitorConfig.defaults();
    return config
        .withEnrolment(config.enrolment().withMinimum(40).withTarget(60))
        .withDeadline(PATIENCE);
  }

  private static SubjectId subject(int number) {
    return SubjectId.of("person-" + number);
  }

  private void session(BehaviorMonitor monitor, int number) {
    SimulatedPerson person = SimulatedPerson.ofSeed(number, 10); // later sessions are somebody else
    SessionOptions options =
        SessionOptions.of(subject(number % PEOPLE), new SessionId("session-" + number));
    try (BehaviorSession session = monitor.open(number < PEOPLE ? options.asVouched() : options)) {
      int field = session.field("password", 0);
      for (int i = 0; i < (number < PEOPLE ? 50 : 8); i++) {
        clock.advance(Duration.ofSeconds(20));
        person.signIn(session, field);
        session.assess("request-" + number + "-" + i);
      }
      session.feedback(Feedback.CHALLENGE_FAILED);
    }
  }

  private static void settle(BehaviorMonitor monitor) {
    if (!monitor.settle(PATIENCE)) {
      throw new IllegalStateException("the monitor did not keep up: " + monitor.health());
    }
  }
}
