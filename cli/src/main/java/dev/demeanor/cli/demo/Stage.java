package dev.demeanor.cli.demo;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.RecordingListener;
import dev.demeanor.testkit.SimulatedPerson;
import dev.demeanor.testkit.SimulatedPerson.Doing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the play needs: the real monitor on embedded defaults, enforcing under the override {@code
 * demo}, a clock of its own, and two simulated people. The same seed gives the same play.
 */
final class Stage implements AutoCloseable {

  static final int KEYS = 11;
  static final String FIELD = "password";
  static final SubjectId SUBJECT = SubjectId.of("alice");

  final FakeClock clock = FakeClock.atDefault();
  final RecordingListener records = new RecordingListener();
  final MonitorConfig config =
      MonitorConfig.defaults()
          .enforcedBy("demo", "shows consequences; nobody real is in this session");
  final BehaviorMonitor monitor;
  final SimulatedPerson owner;
  final SimulatedPerson impostor;
  final long seed;

  private final Export export;

  Stage(long seed, Export export) {
    this.seed = seed;
    this.export = export;
    owner = SimulatedPerson.ofSeed(seed, KEYS);
    impostor = SimulatedPerson.ofSeed(~seed, KEYS);
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

  /** Signs the owner in, lets her work for about a minute, and asks for a decision. */
  AuditRecord.Decided signInAndWork(BehaviorSession session) {
    long before = owner.micros();
    List<BehaviorEvent> events = new ArrayList<>(owner.password(session.field(FIELD, 0)));
    events.addAll(owner.bout());
    return decide(session, owner, events, owner.micros() - before);
  }

  /** Lets somebody work for about a minute, and asks for a decision. */
  AuditRecord.Decided work(SimulatedPerson who, BehaviorSession session, Doing... doing) {
    long before = who.micros();
    return decide(session, who, who.bout(doing), who.micros() - before);
  }

  private AuditRecord.Decided decide(
      BehaviorSession session, SimulatedPerson who, List<BehaviorEvent> events, long micros) {
    boolean genuine = who == owner;
    String id = session.id().value();
    export.write(genuine ? id : id + "-taken-over", genuine, events);
    events.forEach(session::feed);
    clock.advance(Duration.ofNanos(1000 * micros));
    session.assess();
    return records.lastDecision().orElseThrow();
  }

  /** Writes sessions beyond the play: an evaluation needs genuine ones after those it learns. */
  void exportMore(int genuine, int impostors) {
    if (!export.isWanted()) {
      return;
    }
    for (int i = 1; i <= genuine; i++) {
      if (i % 10 == 1) {
        owner.nextDay();
      }
      exportSession("later-" + i, owner, true);
    }
    for (int i = 1; i <= impostors; i++) {
      exportSession("impostor-" + i, SimulatedPerson.ofSeed(seed + i, KEYS), false);
    }
  }

  private void exportSession(String id, SimulatedPerson who, boolean genuine) {
    List<BehaviorEvent> events = new ArrayList<>(who.password(0));
    events.addAll(who.bout());
    export.write(id, genuine, events);
  }

  /** The next day comes for everybody. */
  void nextDay() {
    clock.advance(Duration.ofDays(1));
    owner.nextDay();
    impostor.nextDay();
  }

  @Override
  public void close() {
    monitor.close();
  }
}
