package dev.demeanor.failures;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SessionId;
import dev.demeanor.testkit.SimulatedTypist;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The process that {@link MonitorCrashTest} kills: a monitor on a database with a spool, in which
 * people are challenged, denied, reported, blocked and unblocked without end. Says on its output
 * what was answered or acknowledged, and before it lifts a block that it is about to.
 */
final class CrashingMonitor {

  private static final int THREADS = 3;
  private static final int KEYS = 10;

  private final BehaviorMonitor monitor;
  private final String round;

  private CrashingMonitor(BehaviorMonitor monitor, String round) {
    this.monitor = monitor;
    this.round = round;
  }

  static ProviderOptions options(String where) {
    ProviderOptions options =
        ProviderOptions.none().with("initialize-schema", "always").with("timeout", "PT2M");
    if (!where.startsWith("jdbc:postgresql:")) {
      return options.with("file", where);
    }
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(where);
    return options.with(DataSource.class, postgres);
  }

  static BehaviorMonitor monitor(String where, Path spool, DecisionListener listener) {
    ProviderOptions options = options(where);
    MonitorConfig config =
        MonitorConfig.defaults().enforcedBy("crash test", "consequences are looked at");
    return BehaviorMonitor.builder()
        .config(
            config
                .withDeadline(Duration.ofSeconds(5))
                .withEnrolment(config.enrolment().withMinimum(40).withTarget(60)))
        .templates("jdbc", options)
        .blocks("jdbc", options)
        .audit("jdbc", options)
        .spool(spool)
        .pseudonymKey(new byte[32])
        .listener(listener)
        .build();
  }

  public static void main(String[] args) {
    DecisionListener feedback =
        new DecisionListener() {
          @Override
          public void onRecord(AuditRecord record) {
            if (record instanceof AuditRecord.FeedbackGiven given) {
              say("audit " + given.id());
            }
          }
        };
    CrashingMonitor work =
        new CrashingMonitor(monitor(args[0], Path.of(args[1]), feedback), args[2]);
    Load.enrol(work.monitor);
    for (int i = 1; i < THREADS; i++) {
      int number = i;
      new Thread(() -> work.work(number)).start();
    }
    work.work(0);
  }

  private void work(int number) {
    SimulatedTypist typist = SimulatedTypist.ofSeed(100 + number, KEYS);
    for (int i = 0; ; i++) {
      String id = round + "-" + number + "-" + i;
      try (BehaviorSession session =
          monitor.open(SessionOptions.of(Load.SUBJECT, new SessionId(id)))) {
        int field = session.field("password", 0);
        for (int entry = 0; entry < 6; entry++) {
          typist.type(session, field);
          answered(session.assess(id));
        }
        // acknowledged when it returns true; its id is told to the listener
        boolean unused = session.feedback(Feedback.IMPOSTOR);
      }
      Block block =
          monitor.block(
              BlockTarget.device("default", id), Duration.ofHours(1), "jane", "reported lost");
      say("block " + block.id());
      if (i % 2 == 0) {
        say("lifting " + block.id());
        monitor.unblock(block.id(), "jane", "found again").orElseThrow();
        say("lifted " + block.id());
      }
    }
  }

  private static void answered(Decision decision) {
    if (decision.computedVerdict() != Verdict.ALLOW && !decision.has(ReasonCode.NOT_DURABLE)) {
      say("audit " + decision.id());
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
