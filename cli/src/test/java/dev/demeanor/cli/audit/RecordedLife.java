package dev.demeanor.cli.audit;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.Statistics;
import dev.demeanor.keyring.EncryptedSampleStore;
import dev.demeanor.keyring.EncryptedTemplateStore;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.store.jdbc.JdbcAuditSinkProvider;
import dev.demeanor.store.jdbc.JdbcSampleStoreProvider;
import dev.demeanor.store.jdbc.JdbcTemplateStoreProvider;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.testkit.SimulatedPerson;
import dev.demeanor.testkit.SimulatedPerson.Doing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Days of simulated people before a real monitor that adapts, all of it kept in an H2 file:
 * templates and samples encrypted, the audit chained. People are seeded; ids, and the order in
 * which threads write, are not.
 */
final class RecordedLife {

  static final int PEOPLE = 12;
  private static final int KEYS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ProviderOptions database;
  private final KeyRing keys;
  private final FakeClock clock = FakeClock.atDefault();
  private final SplittableRandom random = new SplittableRandom(20);

  RecordedLife(Path file, KeyRing keys) {
    this.database = ProviderOptions.none().with("file", file.toString()).with("timeout", "PT60S");
    this.keys = keys;
  }

  /** Work with an open monitor. */
  interface Work {
    void with(BehaviorMonitor monitor);
  }

  /** Lets more time pass than everything recorded takes, and less than samples are kept. */
  RecordedLife later() {
    clock.advance(Duration.ofDays(60));
    return this;
  }

  /** Opens a monitor on the database, works with it and closes it. */
  void live(Work work) {
    try (EncryptedTemplateStore templates =
            new EncryptedTemplateStore(
                new JdbcTemplateStoreProvider().open(database), keys, clock);
        SampleStore samples =
            new EncryptedSampleStore(
                new JdbcSampleStoreProvider().open(database.with("retention", "P90D")), templates);
        AuditSink audit = new JdbcAuditSinkProvider().open(database);
        BehaviorMonitor monitor =
            BehaviorMonitor.builder()
                .config(MonitorConfig.defaults().withDeadline(PATIENCE))
                .templates(templates)
                .samples(samples)
                .audit(audit)
                .clock(clock)
                .pseudonymKey(new byte[32])
                .build()) {
      work.with(monitor);
    }
  }

  static SubjectId subject(int number) {
    return SubjectId.of("person-" + number);
  }

  /** Lets everybody be enrolled, and then come and go until there are so many decisions. */
  Statistics record(int decisions) {
    Statistics[] last = new Statistics[1];
    live(
        monitor -> {
          List<SimulatedPerson> people = new ArrayList<>();
          for (int i = 0; i < PEOPLE; i++) {
            people.add(SimulatedPerson.ofSeed(i, KEYS));
          }
          long made = 0;
          for (int number = 0; made < decisions; number++) {
            int who = number % PEOPLE;
            boolean enrolling = number < 4 * PEOPLE;
            boolean genuine = enrolling || random.nextInt(8) > 0;
            SimulatedPerson person =
                genuine ? people.get(who) : SimulatedPerson.ofSeed(1_000 + number, KEYS);
            made += session(monitor, subject(who), person, number, enrolling);
            if (who == PEOPLE - 1) {
              people.forEach(SimulatedPerson::nextDay);
              settle(monitor);
            }
          }
          settle(monitor);
          last[0] = monitor.statistics();
        });
    return last[0];
  }

  private static void settle(BehaviorMonitor monitor) {
    if (!monitor.settle(PATIENCE)) {
      throw new IllegalStateException("the monitor did not keep up: " + monitor.health());
    }
  }

  private int session(
      BehaviorMonitor monitor,
      SubjectId subject,
      SimulatedPerson person,
      int number,
      boolean enrolling) {
    SessionOptions options = SessionOptions.of(subject, new SessionId("session-" + number));
    int made = 0;
    try (BehaviorSession session = monitor.open(enrolling ? options.asVouched() : options)) {
      int field = session.field("password", 0);
      int assessments = enrolling ? 30 : 5 + random.nextInt(20);
      for (; made < assessments; made++) {
        clock.advance(Duration.ofSeconds(5 + random.nextInt(30)));
        if (enrolling || random.nextInt(3) == 0) {
          person.signIn(session, field);
        }
        if (random.nextInt(4) == 0) {
          person.work(session, Doing.values()[random.nextInt(Doing.values().length)]);
        }
        session.assess();
        if (random.nextInt(60) == 0) {
          session.feedback(Feedback.values()[random.nextInt(2)]);
        }
      }
    }
    return made;
  }
}
