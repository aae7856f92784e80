package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

  private final World world = new World();
  private final AuditTrail trail =
      Trails.of(world.audit, new Breakers(world.clock).audit, 3, null, Trails.never());

  private static AuditRecord decided(long sequence, Verdict verdict) {
    Decision decision =
        new Decision("s" + sequence, sequence, 0, Verdict.ALLOW, verdict, Mode.SHADOW, 0.9, 0.5, 0);
    return new AuditRecord.Decided(
        decision, "subject", null, "default", Thresholds.DEFAULT, "p", List.of(), 0, new byte[0]);
  }

  @Test
  void enqueue_dropsRoutineRecordsFirstWhenFull() {
    world.audit.down = true;
    trail.enqueue(decided(1, Verdict.ALLOW));
    trail.enqueue(decided(2, Verdict.DENY));
    trail.enqueue(decided(3, Verdict.ALLOW));
    trail.enqueue(decided(4, Verdict.ALLOW));
    trail.enqueue(decided(5, Verdict.CHALLENGE));
    assertThat(trail.dropped().sum()).isEqualTo(2);
    world.audit.down = false;
    world.clock.advance(java.time.Duration.ofSeconds(6));
    assertThat(trail.drain(1_000)).isZero();
    assertThat(world.records()).extracting(AuditRecord::id).containsExactly("s2-2", "s3-3", "s5-5");
  }

  @Test
  void enqueue_keepsWhatMustNotBeLostBeyondTheCapacity() {
    world.audit.down = true;
    for (int i = 1; i <= 30; i++) {
      trail.enqueue(decided(i, Verdict.DENY));
    }
    assertThat(trail.dropped().sum()).isZero();
    trail.enqueue(decided(31, Verdict.DENY));
    trail.enqueue(decided(32, Verdict.ALLOW));
    assertThat(trail.dropped().sum()).isEqualTo(2);
    world.audit.down = false;
    world.clock.advance(java.time.Duration.ofSeconds(6));
    assertThat(trail.drain(10_000)).isZero();
    assertThat(world.records()).hasSize(30);
  }

  @Test
  void drain_answersHowManyRecordsAreLeft() {
    world.audit.down = true;
    trail.enqueue(decided(1, Verdict.ALLOW));
    assertThat(trail.drain(10)).isEqualTo(1);
  }

  @Test
  void drain_duringABatch_answersThatSomethingIsLeft() {
    world.audit.hold = new CountDownLatch(1);
    AuditTrail slow =
        Trails.of(
            world.audit,
            new Breakers(world.clock).audit,
            3,
            null,
            Trails.never(),
            task -> new Thread(task).start());
    slow.enqueue(decided(1, Verdict.DENY));
    awaitThat(() -> slow.queued() == 0);
    assertThat(slow.drain(10)).isEqualTo(1);
    world.audit.hold.countDown();
    assertThat(slow.drain(120_000)).isZero();
    assertThat(world.records()).hasSize(1);
  }

  private static void awaitThat(BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  @Test
  void drain_writesWhatFollowsFromAWriteThatWasLate() {
    AtomicBoolean held = new AtomicBoolean(true);
    List<Runnable> tasks = new ArrayList<>();
    AuditTrail late =
        Trails.of(
            world.audit,
            new Breakers(world.clock).audit,
            3,
            null,
            Trails.never(),
            task -> {
              if (held.get()) {
                tasks.add(task);
              } else {
                task.run();
              }
            },
            onceItWaits(Thread.currentThread()));
    Deadline over = Deadline.in(Duration.ZERO, System::nanoTime);
    assertThat(
            late.append(
                List.of(decided(1, Verdict.DENY)),
                over,
                () -> late.enqueue(decided(2, Verdict.DENY)),
                List.of()))
        .isFalse();
    held.set(false);
    tasks.forEach(Runnable::run);
    assertThat(late.drain(120_000)).isZero();
    assertThat(world.records()).extracting(AuditRecord::id).containsExactly("s1-1", "s2-2");
  }

  /** Runs tasks in threads of their own, as soon as somebody waits for them. */
  private static Executor onceItWaits(Thread waiting) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    return task -> {
      Thread thread =
          new Thread(
              () -> {
                while (waiting.getState() != Thread.State.TIMED_WAITING
                    && System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                task.run();
              });
      thread.setDaemon(true);
      thread.start();
    };
  }

  @Test
  void append_whoseCallbackFindsNoThread_runsItAllTheSame() {
    List<Runnable> tasks = new ArrayList<>();
    AuditTrail late =
        Trails.of(
            world.audit,
            new Breakers(world.clock).audit,
            3,
            null,
            Trails.never(),
            tasks::add,
            task -> {
              throw new RejectedExecutionException("full");
            });
    List<String> ran = new ArrayList<>();
    Deadline over = Deadline.in(Duration.ZERO, System::nanoTime);
    boolean durable =
        late.append(List.of(decided(1, Verdict.DENY)), over, () -> ran.add("late"), List.of());
    tasks.forEach(Runnable::run);
    assertThat(durable).isFalse();
    assertThat(ran).containsExactly("late");
  }

  @Test
  void write_thatReliedOnARefusedThread_isToldAtOnce() {
    SinkLane[] lane = new SinkLane[1];
    List<SinkLane.Write> meanwhile = new ArrayList<>();
    Executor ended =
        task -> {
          meanwhile.add(lane[0].write(List.of(decided(2, Verdict.DENY))));
          throw new RejectedExecutionException("ended");
        };
    lane[0] = Trails.lane(world.audit, new Breakers(world.clock).audit, ended);
    SinkLane.Write first = lane[0].write(List.of(decided(1, Verdict.DENY)));
    assertThat(first.kept).isCompletedExceptionally();
    assertThat(meanwhile)
        .singleElement()
        .satisfies(write -> assertThat(write.kept).isCompletedExceptionally());
    assertThat(lane[0].waiting()).isZero();
  }

  @Test
  void submit_goesOnAfterATaskThatThrows() {
    SerialExecutor serial = new SerialExecutor(Runnable::run, 10);
    List<String> ran = new ArrayList<>();
    serial.submit(
        () -> {
          throw new LinkageError("plug-in");
        });
    assertThat(serial.submit(() -> ran.add("next"))).isTrue();
    assertThat(serial.awaitIdle(1_000)).isTrue();
    assertThat(ran).containsExactly("next");
  }

  @Test
  void submit_answersFalseWhenTheExecutorRefusesAndRunsTheNext() {
    AtomicBoolean full = new AtomicBoolean(true);
    SerialExecutor serial =
        new SerialExecutor(
            task -> {
              if (full.get()) {
                throw new RejectedExecutionException("full");
              }
              task.run();
            },
            10);
    List<String> ran = new ArrayList<>();
    assertThat(serial.submit(() -> ran.add("refused"))).isFalse();
    full.set(false);
    assertThat(serial.submit(() -> ran.add("taken"))).isTrue();
    assertThat(ran).containsExactly("taken");
  }

  @Test
  void write_behindASinkThatHangs_waitsHoweverOftenItIsWoken() {
    List<Runnable> taken = new ArrayList<>();
    SinkLane lane = Trails.lane(world.audit, new Breakers(world.clock).audit, taken::add);
    for (int i = 0; i < 100; i++) { // ten are as many as may wait
      assertThat(lane.wake()).isTrue();
    }
    SinkLane.Write write = lane.write(List.of(decided(1, Verdict.DENY)));
    assertThat(write.kept).isNotDone();
    taken.forEach(Runnable::run);
    assertThat(write.kept).isCompleted();
  }

  @Test
  void submit_answersFalseWhenTheExecutorBreaksAndRunsTheNext() {
    AtomicBoolean broken = new AtomicBoolean(true);
    SerialExecutor serial =
        new SerialExecutor(
            task -> {
              if (broken.get()) {
                throw new InternalError("unable to create native thread");
              }
              task.run();
            },
            10);
    List<String> ran = new ArrayList<>();
    assertThat(serial.submit(() -> ran.add("refused"))).isFalse();
    broken.set(false);
    assertThat(serial.submit(() -> ran.add("taken"))).isTrue();
    assertThat(ran).containsExactly("taken");
  }
}
