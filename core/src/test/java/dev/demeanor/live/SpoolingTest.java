package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spool.Spool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is durable when the sink is not: the spool in front of it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SpoolingTest {

  private static final long ROOM = 10 << 20;

  private final World world = new World();

  @TempDir Path folder;

  private static AuditRecord decided(long sequence) {
    Decision decision =
        new Decision("s", sequence, 0, Verdict.DENY, Verdict.DENY, Mode.ENFORCE, 0.1, 0.5, 0);
    return new AuditRecord.Decided(
        decision, "subject", null, "default", Thresholds.DEFAULT, "p", List.of(), 0, new byte[0]);
  }

  private AuditTrail trail(Spool spool) {
    return Trails.of(world.audit, new Breakers(world.clock).audit, 100, spool, Trails.never());
  }

  private static boolean append(AuditTrail trail, long sequence) {
    AuditRecord record = decided(sequence);
    Deadline deadline = Deadline.in(Duration.ofSeconds(60), System::nanoTime);
    return trail.append(List.of(record), deadline, () -> {}, List.of());
  }

  @Test
  void append_isDurableInTheSpoolWhileTheSinkIsDownAndInTheSinkAfterwards() {
    try (Spool spool = Spool.open(folder, ROOM)) {
      AuditTrail trail = trail(spool);
      assertThat(append(trail, 1)).isTrue();
      assertThat(spool.waiting()).as("the sink answers: nothing is spooled").isZero();
      world.audit.down = true;
      for (int i = 2; i <= 20; i++) {
        assertThat(append(trail, i)).isTrue();
      }
      assertThat(trail.notDurable.sum()).isZero();
      assertThat(spool.waiting()).isEqualTo(19);
      world.audit.down = false;
      world.clock.advance(Duration.ofSeconds(6));
      assertThat(trail.drain(60_000)).isZero();
      assertThat(world.records()).hasSize(20);
      assertThat(world.records())
          .extracting(record -> ((AuditRecord.Decided) record).decision().sequence())
          .isSorted();
    }
  }

  @Test
  void append_isDurableInTheSpoolWhileTheSinkHangs() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    world.audit.hold = new CountDownLatch(1);
    try (Spool spool = Spool.open(folder, ROOM)) {
      AuditTrail trail =
          Trails.of(
              world.audit, new Breakers(world.clock).audit, 100, spool, Trails.never(), thread);
      Deadline deadline = Deadline.in(Duration.ofSeconds(2), System::nanoTime);
      assertThat(trail.append(List.of(decided(1)), deadline, () -> {}, List.of())).isTrue();
      assertThat(spool.waiting()).isOne();
      world.audit.hold.countDown();
      assertThat(trail.drain(60_000)).isZero();
      assertThat(world.records()).hasSize(1); // by its id one event
    } finally {
      world.audit.hold.countDown();
      thread.shutdown();
    }
  }

  @Test
  void append_isNotDurableWhenNeitherTakesIt() {
    try (Spool spool = Spool.open(folder, 100)) {
      AuditTrail trail = trail(spool);
      world.audit.down = true;
      assertThat(append(trail, 1)).isFalse();
      assertThat(trail.notDurable.sum()).isOne();
      assertThat(trail.spoolTrouble()).startsWith("is full");
      assertThatThrownBy(() -> trail.appendNow(List.of(decided(2))))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void close_leavesInTheSpoolWhatTheSinkDidNotTake() {
    try (Spool spool = Spool.open(folder, ROOM)) {
      AuditTrail trail = trail(spool);
      world.audit.down = true;
      trail.enqueue(decided(1));
      trail.enqueue(routine(2));
      assertThat(trail.close(10_000)).as("lost").isZero();
    }
    try (Spool spool = Spool.open(folder, ROOM)) {
      assertThat(spool.next(10)).extracting(AuditRecord::id).containsExactly("s-1", "s-2");
    }
  }

  private static AuditRecord.Decided routine(long sequence) {
    Decision decision =
        new Decision("s", sequence, 0, Verdict.ALLOW, Verdict.ALLOW, Mode.ENFORCE, 0.9, 0.5, 0);
    return new AuditRecord.Decided(
        decision, "subject", null, "default", Thresholds.DEFAULT, "p", List.of(), 0, new byte[0]);
  }

  @Test
  void backlog_isWrittenByItselfWhenTheSinkAnswersAgain() throws Exception {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      AuditTrail trail =
          Trails.of(world.audit, new Breakers(world.clock).audit, 100, null, scheduler);
      world.audit.down = true;
      trail.enqueue(decided(1));
      assertThat(trail.queued()).isOne();
      world.audit.down = false;
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (world.records().isEmpty() && System.nanoTime() < end) {
        scheduler.schedule(() -> {}, 50, TimeUnit.MILLISECONDS).get();
      }
      assertThat(world.records()).extracting(AuditRecord::id).containsExactly("s-1");
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  void enqueue_mergesRoutineRecordsWithNothingNewWhenTheQueueIsHalfFull() {
    AuditTrail trail =
        Trails.of(world.audit, new Breakers(world.clock).audit, 40, null, Trails.never());
    world.audit.down = true;
    for (int i = 1; i <= 1_000; i++) {
      trail.enqueue(routine(i), true);
    }
    assertThat(trail.dropped().sum()).isZero();
    assertThat(trail.merged()).isGreaterThan(900);
    world.audit.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    assertThat(trail.drain(60_000)).isZero();
    List<AuditRecord.Repeated> repeated = world.records(AuditRecord.Repeated.class);
    assertThat(world.records(AuditRecord.Decided.class)).hasSize(1_000 - sum(repeated));
    assertThat(repeated).allSatisfy(one -> assertThat(one.digest()).hasSize(64));
    assertThat(repeated.get(repeated.size() - 1).lastSequence()).isEqualTo(1_000);
  }

  private static int sum(List<AuditRecord.Repeated> repeated) {
    return repeated.stream().mapToInt(one -> (int) one.count()).sum();
  }

  @Test
  void enqueue_mergesNoneOfAnotherReason() {
    AuditTrail trail =
        Trails.of(world.audit, new Breakers(world.clock).audit, 4, null, Trails.never());
    world.audit.down = true;
    trail.enqueue(decided(1));
    trail.enqueue(decided(2));
    trail.enqueue(decided(3));
    trail.enqueue(routine(4), true);
    assertThat(trail.merged()).isZero();
    assertThat(trail.queued()).isEqualTo(4);
  }
}
