package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.audit.InMemoryAuditSink;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.Dependency;
import dev.demeanor.policy.FailurePolicy;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways in which an audit fails, each for as long as a latch or a flag says: no exception
 * reaches the caller, the failure policy shows, and when it is over all that was answered is
 * written by itself. {@code .ci/failures} does the same to real databases, for minutes.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AuditFaultsTest {

  /** What is answered in place of a DENY whose record is not durable. */
  private static final FailurePolicy POLICY =
      FailurePolicy.defaults().with(Dependency.AUDIT, Verdict.CHALLENGE);

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final World world = new World();
  private final List<Decision> answered = new ArrayList<>();

  @TempDir Path folder;

  private BehaviorMonitor enforcing(BehaviorMonitorBuilder builder) {
    world.config = world.config.withFailures(POLICY).enforcedBy("jane", "pilot");
    BehaviorMonitor monitor = builder.config(world.config).build();
    world.enrol(monitor);
    assertThat(monitor.settle(PATIENCE)).isTrue();
    return monitor;
  }

  private BehaviorMonitor inOneThread() {
    return enforcing(world.direct().scheduler(Trails.never()));
  }

  /** Lets somebody else type in sessions of Alice's, and keeps what was answered. */
  private List<Decision> impostors(BehaviorMonitor monitor, String name, int sessions) {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      try (BehaviorSession session = monitor.open(World.options(World.ALICE, name + i))) {
        World.Typist other = new World.Typist(99, i);
        for (int entry = 0; entry < 6; entry++) {
          other.type(session);
          decisions.add(session.assess());
        }
      }
    }
    answered.addAll(decisions);
    return decisions;
  }

  private void recover(BehaviorMonitor monitor) {
    world.clock.advance(Duration.ofSeconds(6));
    assertThat(monitor.settle(PATIENCE)).as("backlog written").isTrue();
  }

  private static List<Decision> byFailurePolicy(List<Decision> decisions) {
    return decisions.stream().filter(one -> one.has(ReasonCode.NOT_DURABLE)).toList();
  }

  /** Everything that was answered otherwise than ALLOW is in the audit, as it was answered. */
  private void assertComplete() {
    List<Decision> kept =
        world.records(AuditRecord.Decided.class).stream()
            .map(AuditRecord.Decided::decision)
            .toList();
    List<Decision> must =
        answered.stream().filter(one -> one.computedVerdict() != Verdict.ALLOW).toList();
    assertThat(must).as("not trivial").hasSizeGreaterThan(5);
    assertThat(kept).as("in the audit").containsAll(must);
    assertThat(world.records()).extracting(AuditRecord::id).doesNotHaveDuplicates();
  }

  private static void assertByPolicy(List<Decision> decisions) {
    List<Decision> unproved = byFailurePolicy(decisions);
    assertThat(unproved).as("decisions by failure policy").isNotEmpty();
    assertThat(unproved)
        .filteredOn(one -> !one.has(ReasonCode.BLOCKED))
        .extracting(Decision::verdict)
        .containsOnly(Verdict.CHALLENGE);
    assertThat(decisions)
        .filteredOn(one -> one.computedVerdict() != Verdict.ALLOW)
        .allSatisfy(one -> assertThat(one.has(ReasonCode.NOT_DURABLE)).isTrue());
  }

  @Test
  void stopped_answersByPolicyAndWritesEverythingAfterwards() {
    BehaviorMonitor monitor = inOneThread();
    impostors(monitor, "before-", 2);
    assertThat(byFailurePolicy(answered)).isEmpty();
    world.audit.down = true;
    assertByPolicy(impostors(monitor, "during-", 5));
    world.audit.down = false;
    recover(monitor);
    assertThat(byFailurePolicy(impostors(monitor, "after-", 2))).isEmpty();
    monitor.close();
    assertComplete();
  }

  @Test
  void slowerThanTheDeadline_answersByPolicyAndWritesEverythingAfterwards() {
    world.config = world.config.withDeadline(Duration.ofMillis(500));
    BehaviorMonitor monitor = enforcing(world.threaded());
    impostors(monitor, "before-", 2);
    world.audit.hold = new CountDownLatch(1);
    List<Decision> during = impostors(monitor, "during-", 2);
    assertThat(world.records(AuditRecord.Decided.class))
        .extracting(one -> one.decision().sessionKey())
        .doesNotContain(during.get(0).sessionKey());
    world.audit.hold.countDown();
    assertThat(byFailurePolicy(during)).isNotEmpty();
    assertThat(monitor.settle(PATIENCE)).as("backlog written").isTrue();
    monitor.close();
    assertComplete();
  }

  @Test
  void cutWhileItAnswers_keepsWhatWasAnsweredOnce() {
    CutSink sink = new CutSink(world.audit.kept);
    BehaviorMonitor monitor = enforcing(world.direct().audit(sink).scheduler(Trails.never()));
    sink.cut = true;
    assertByPolicy(impostors(monitor, "during-", 4));
    sink.cut = false;
    recover(monitor);
    monitor.close();
    assertComplete();
  }

  @Test
  void diskFullAsWell_answersByPolicyAndWritesEverythingAfterwards() {
    BehaviorMonitor monitor =
        enforcing(world.direct().scheduler(Trails.never()).spool(folder, 6_000));
    world.audit.down = true;
    List<Decision> during = impostors(monitor, "during-", 8);
    assertThat(during.stream().filter(one -> one.computedVerdict() != Verdict.ALLOW))
        .as("durable in the spool until it is full")
        .anyMatch(one -> !one.has(ReasonCode.NOT_DURABLE));
    assertThat(byFailurePolicy(during)).as("and not afterwards").isNotEmpty();
    world.audit.down = false;
    recover(monitor);
    monitor.close();
    assertComplete();
  }

  @Test
  void stoppedWhileTheClockIsSetBackAnHour_isTriedAgainAsSoonAsOtherwise() {
    BehaviorMonitor monitor = inOneThread();
    world.audit.down = true;
    assertByPolicy(impostors(monitor, "during-", 2));
    world.clock.advance(Duration.ofHours(-1));
    assertByPolicy(impostors(monitor, "later-", 2));
    world.audit.down = false;
    recover(monitor);
    assertThat(byFailurePolicy(impostors(monitor, "after-", 1))).isEmpty();
    monitor.close();
    assertComplete();
  }

  /** Keeps records and then does not say so: the connection was cut before the answer. */
  private static final class CutSink implements AuditSink {
    private final InMemoryAuditSink kept;
    private boolean cut;

    CutSink(InMemoryAuditSink kept) {
      this.kept = kept;
    }

    @Override
    public void append(List<AuditRecord> records) {
      kept.append(records);
      if (cut) {
        throw new StoreException("connection lost", null);
      }
    }

    @Override
    public void close() {}
  }
}
