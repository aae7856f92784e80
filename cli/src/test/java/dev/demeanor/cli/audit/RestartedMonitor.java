package dev.demeanor.cli.audit;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.decision.Decision;
import dev.demeanor.keyring.EncryptedTemplateStore;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.store.jdbc.JdbcAuditSinkProvider;
import dev.demeanor.store.jdbc.JdbcBlockStoreProvider;
import dev.demeanor.store.jdbc.JdbcSecurityEventStoreProvider;
import dev.demeanor.store.jdbc.JdbcTemplateStoreProvider;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.SimulatedPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Monitors one after the other on the same database, and what is done before them. */
final class RestartedMonitor {

  private static final int KEYS = 10;
  private static final long ALICE = 1;
  private static final long MALLORY = 666;

  private final ProviderOptions database;
  private final FakeClock clock = FakeClock.atDefault();

  RestartedMonitor(JdbcUrl url) {
    database =
        ProviderOptions.none()
            .with(DataSource.class, url)
            .with("initialize-schema", "always")
            .with("timeout", "PT2M");
  }

  /** Starts a monitor, works with it and stops it. */
  void run(MonitorConfig config, KeyRing keys, Consumer<BehaviorMonitor> work) {
    clock.advance(Duration.ofMinutes(5));
    try (EncryptedTemplateStore templates =
            new EncryptedTemplateStore(
                new JdbcTemplateStoreProvider().open(database), keys, clock);
        BlockStore blocks = new JdbcBlockStoreProvider().open(database);
        SecurityEventStore events = new JdbcSecurityEventStoreProvider().open(database);
        AuditSink audit = new JdbcAuditSinkProvider().open(database);
        BehaviorMonitor monitor =
            BehaviorMonitor.builder()
                .config(config)
                .templates(templates)
                .blocks(blocks)
                .securityEvents(events)
                .audit(audit)
                .clock(clock)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .pseudonymKey(new byte[32])
                .build()) {
      work.accept(monitor);
    }
  }

  static SubjectId subject(String account) {
    return SubjectId.of(account);
  }

  /** Somebody signs in until the monitor knows her. */
  void enrol(BehaviorMonitor monitor, String account) {
    SessionOptions options =
        SessionOptions.of(subject(account), new SessionId("enrol-" + account)).asVouched();
    signIn(monitor, options, SimulatedPerson.ofSeed(ALICE, KEYS), 80);
  }

  /** The owner of an account comes, and types the same in each session of this kind. */
  List<Decision> come(BehaviorMonitor monitor, String account, String session) {
    SessionOptions options = SessionOptions.of(subject(account), new SessionId(session));
    return signIn(monitor, options, SimulatedPerson.ofSeed(ALICE, KEYS), 10);
  }

  /** Somebody else comes. */
  List<Decision> intrude(BehaviorMonitor monitor, String account, String session) {
    SessionOptions options = SessionOptions.of(subject(account), new SessionId(session));
    return signIn(monitor, options, SimulatedPerson.ofSeed(MALLORY, KEYS), 10);
  }

  private List<Decision> signIn(
      BehaviorMonitor monitor, SessionOptions options, SimulatedPerson person, int times) {
    List<Decision> decisions = new ArrayList<>();
    try (BehaviorSession session = monitor.open(options)) {
      int field = session.field("password", 0);
      for (int i = 0; i < times; i++) {
        clock.advance(Duration.ofSeconds(20));
        person.signIn(session, field);
        decisions.add(session.assess());
      }
    }
    return decisions;
  }
}
