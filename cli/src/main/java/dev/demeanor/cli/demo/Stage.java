package dev.demeanor.cli.demo;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.RecordingListener;
import dev.demeanor.testkit.SimulatedTypist;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the play needs: the real monitor on embedded defaults, enforcing under the override {@code
 * demo}, a clock of its own, and two simulated typists. The same seed gives the same play.
 */
final class Stage implements AutoCloseable {

  static final int KEYS = 11;
  static final SubjectId SUBJECT = SubjectId.of("alice");

  private static final String FIELD = "password";
  private static final Duration BETWEEN_ENTRIES = Duration.ofSeconds(20);

  final FakeClock clock = FakeClock.atDefault();
  final RecordingListener records = new RecordingListener();
  final MonitorConfig config =
      MonitorConfig.defaults()
          .enforcedBy("demo", "shows consequences; nobody real is in this session");
  final BehaviorMonitor monitor;
  final SimulatedTypist owner;
  final SimulatedTypist impostor;
  final long seed;

  Stage(long seed) {
    this.seed = seed;
    owner = SimulatedTypist.ofSeed(seed, KEYS);
    impostor = SimulatedTypist.ofSeed(~seed, KEYS);
    monitor =
        BehaviorMonitor.builder()
            .config(config)
            .clock(clock)
            .ticker(clock::nanos)
            .executor(Runnable::run)
            .pseudonymKey("a key for the demo, not a secret".getBytes(StandardCharsets.US_ASCII))
            .listener(records)
            .build();
  }

  /** Opens a session in which the host vouches for the identity, as at a supervised enrolment. */
  BehaviorSession openVouched(String id) {
    return monitor.open(SessionOptions.of(SUBJECT, new SessionId(id)).asVouched());
  }

  /** Opens an ordinary session of the subject. */
  BehaviorSession open(String id) {
    return monitor.open(SessionOptions.of(SUBJECT, new SessionId(id)));
  }

  /** Lets a typist enter the password once, some time later, and asks for a decision. */
  Decision type(SimulatedTypist typist, BehaviorSession session) {
    clock.advance(BETWEEN_ENTRIES);
    typist.type(session, session.field(FIELD, 0));
    return session.assess();
  }

  /** The next day comes for everybody. */
  void nextDay() {
    clock.advance(Duration.ofDays(1));
    owner.nextDay();
    impostor.nextDay();
  }

  EnrolmentProgress progress() {
    return monitor.enrolment(SUBJECT).get(0);
  }

  /** Returns what the last entry of a session said, in nats; 0 when it was not compared. */
  static double evidence(BehaviorSession session) {
    return session.explain().sources().stream()
        .map(source -> source.evidence())
        .mapToDouble(evidence -> evidence instanceof Evidence.Present present ? present.value() : 0)
        .sum();
  }

  @Override
  public void close() {
    monitor.close();
  }
}
