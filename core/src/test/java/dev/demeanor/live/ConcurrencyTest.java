package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConcurrencyTest {

  private final World world = new World();

  static void race(int threads, IntConsumer task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(
            pool.submit(
                () -> {
                  start.await(240, TimeUnit.SECONDS);
                  task.accept(number);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get(240, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Waits for what close alone gives a few seconds. */
  private static void settleAndClose(BehaviorMonitor... monitors) {
    for (BehaviorMonitor monitor : monitors) {
      assertThat(monitor.settle(Duration.ofMinutes(3))).isTrue();
      monitor.close();
    }
  }

  @Test
  void assess_fromManyThreadsNumbersEachSessionWithoutGaps() throws Exception {
    ConcurrentLinkedQueue<Decision> decisions = new ConcurrentLinkedQueue<>();
    BehaviorMonitor monitor = world.threaded().build();
    race(
        64,
        thread -> {
          for (int i = 0; i < 20; i++) {
            String id = thread % 2 == 0 ? "shared" : "own-" + thread;
            BehaviorSession session = monitor.open(options(ALICE, id));
            new World.Typist(1, thread).type(session);
            decisions.add(session.assess("r"));
            session.explain();
            session.access();
          }
        });
    settleAndClose(monitor);
    Map<String, List<Long>> bySession = new HashMap<>();
    decisions.forEach(
        d -> bySession.computeIfAbsent(d.sessionKey(), k -> new ArrayList<>()).add(d.sequence()));
    assertThat(bySession).hasSize(33);
    bySession
        .values()
        .forEach(
            numbers -> {
              numbers.sort(null);
              for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i)).isEqualTo(i + 1L);
              }
            });
    assertThat(world.records(AuditRecord.Decided.class)).hasSize(64 * 20);
    assertThat(monitor.statistics().auditDropped()).isZero();
  }

  @Test
  void learn_inTwoMonitorsOnOneStoreLosesNoUpdate() throws Exception {
    world.config =
        world
            .config
            .withEnrolment(world.config.enrolment().withMinimum(1_000).withTarget(1_000))
            .withDeadline(Duration.ofMinutes(3)); // 64 callers and four threads that read templates
    BehaviorMonitor[] monitors = {world.threaded().build(), world.threaded().build()};
    race(
        64,
        thread -> {
          BehaviorSession session =
              monitors[thread % 2].open(options(ALICE, "s" + thread).asVouched());
          World.Typist typist = new World.Typist(1, thread);
          for (int i = 0; i < 5; i++) {
            typist.type(session);
            assertThat(session.assess().has(ReasonCode.TEMPLATES_UNAVAILABLE)).isFalse();
          }
        });
    settleAndClose(monitors);
    long learned = 0;
    for (BehaviorMonitor monitor : monitors) {
      assertThat(monitor.statistics().learningFailures()).isZero();
      learned += monitor.statistics().learned();
    }
    assertThat(learned).isEqualTo(320);
    assertThat(
            world.templates.keys(ALICE).stream()
                .filter(key -> key.source().isFixedText())
                .mapToInt(key -> world.templates.find(key).orElseThrow().samples())
                .sum())
        .isEqualTo(320);
  }

  @Test
  void close_whileSessionsAreAssessedNeverThrowsAndLeavesNoThread() throws Exception {
    Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet()); // of other tests
    for (int round = 0; round < 5; round++) {
      BehaviorMonitor monitor = world.threaded().build();
      race(
          8,
          thread -> {
            if (thread == 0) {
              monitor.close();
            }
            for (int i = 0; i < 30; i++) {
              BehaviorSession session = monitor.open(options(ALICE, "s" + thread));
              new World.Typist(1, i).type(session);
              assertThat(session.assess()).isNotNull();
              session.feedback(Feedback.GENUINE);
            }
          });
      monitor.close();
    }
    List<Thread> left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("demeanor-") && !before.contains(thread))
            .toList();
    for (Thread thread : left) {
      thread.join(60_000); // told to end; on a busy machine it has not got there yet
    }
    assertThat(left).noneMatch(Thread::isAlive);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void assess_waitsNoLongerThanTheDeadlineForSlowSinkAndTheBlockComesLater(Verdict policy)
      throws Exception {
    BehaviorMonitor first = world.direct().build();
    world.enrol(first);
    first.close();
    world.config =
        world
            .config
            .enforcedBy("jane", "pilot")
            .withDeadline(Duration.ofMillis(200))
            .withFailurePolicy(Verdict.ALLOW, policy);
    CountDownLatch told = new CountDownLatch(1);
    BehaviorMonitor monitor =
        world
            .threaded()
            .listener(
                new dev.demeanor.spi.audit.DecisionListener() {
                  @Override
                  public void onDecision(
                      AuditRecord.Decided decided, dev.demeanor.spi.audit.Timings timings) {}

                  @Override
                  public void onRecord(AuditRecord record) {
                    if (record instanceof AuditRecord.Blocked) {
                      told.countDown();
                    }
                  }
                })
            .build();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    world.audit.hold = new CountDownLatch(1);
    long start = System.nanoTime();
    World.Typist other = new World.Typist(99, 3);
    Decision decision = session.assess();
    for (int i = 0; i < 20 && decision.computedVerdict() != Verdict.DENY; i++) {
      other.type(session);
      decision = session.assess();
    }
    assertThat(decision.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.verdict()).isEqualTo(policy);
    assertThat(decision.has(ReasonCode.NOT_DURABLE)).isTrue();
    assertThat(session.access().isAllowed()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(100));
    world.audit.hold.countDown();
    assertThat(told.await(120, TimeUnit.SECONDS)).isTrue();
    assertThat(session.access().isAllowed()).as("durable now, so it holds").isFalse();
    monitor.close();
    assertThat(world.records()).extracting(AuditRecord::id).contains(decision.id());
  }

  @Test
  void assess_doesNotLetHangingTemplatesTakeTheAuditDown() throws Exception {
    BehaviorMonitor monitor = world.threaded().build();
    world.templates.hold = new CountDownLatch(1);
    race( // more than there are threads that read templates; each waits for half of the deadline
        6,
        thread -> {
          BehaviorSession session = monitor.open(options(ALICE, "s" + thread));
          new World.Typist(1, thread).type(session);
          assertThat(session.assess().has(ReasonCode.TEMPLATES_UNAVAILABLE)).isTrue();
        });
    BehaviorSession session = monitor.open(options(ALICE, "f"));
    boolean durable = session.feedback(Feedback.GENUINE);
    world.templates.hold.countDown();
    monitor.close();
    assertThat(durable).isTrue();
  }

  @Test
  void assess_ofRecordedCallsIsTheSameBitForBit() throws Exception {
    for (int seed = 0; seed < 3; seed++) {
      int run = seed;
      World live = new World();
      // learning runs beside the calls: which version a decision meets is recorded, not repeated
      live.config = World.adapting(live.config, AdaptationMode.NONE);
      // and so are idle sessions closed beside them
      live.config =
          live.config.withLimits(
              new MonitorConfig.Limits(100, Duration.ofDays(1), 100, 1_000, 10_000));
      BehaviorMonitor teacher = live.direct().build();
      live.enrol(teacher);
      teacher.close();
      live.config = live.config.enforcedBy("jane", "replay");
      BehaviorMonitor monitor = live.threaded().build();
      List<Call> calls = new ArrayList<>(); // guarded by itself: one call at a time, any thread
      race(
          8,
          thread -> {
            SplittableRandom random = new SplittableRandom(1000L * run + thread);
            for (int i = 0; i < 25; i++) {
              synchronized (calls) {
                Call call = new Call(thread % 5, random.nextLong(), random.nextInt(10));
                live.clock.advance(Duration.ofMillis(call.random & 0xFFFF));
                calls.add(call.answered(call.apply(monitor, calls.size())));
              }
            }
          });
      monitor.close();

      World again = new World();
      BehaviorMonitor second = again.direct().build();
      again.enrol(second);
      second.close();
      again.config = live.config;
      BehaviorMonitor replay = again.direct().build();
      int distinct = 0;
      for (int i = 0; i < calls.size(); i++) {
        Call call = calls.get(i);
        again.clock.advance(Duration.ofMillis(call.random & 0xFFFF));
        Decision answer = call.apply(replay, i);
        assertThat(answer.toString()).isEqualTo(call.answer.toString());
        assertThat(Double.doubleToRawLongBits(answer.trust()))
            .isEqualTo(Double.doubleToRawLongBits(call.answer.trust()));
        assertThat(Double.doubleToRawLongBits(answer.confidence()))
            .isEqualTo(Double.doubleToRawLongBits(call.answer.confidence()));
        assertThat(answer.reasonBits()).isEqualTo(call.answer.reasonBits());
        distinct += answer.computedVerdict() == Verdict.ALLOW ? 0 : 1;
      }
      assertThat(distinct).as("not only ALLOW").isPositive();
      assertThat(evidence(again)).isEqualTo(evidence(live)).isNotEmpty();
    }
  }

  private static Map<String, Object> evidence(World world) {
    Map<String, Object> evidence = new HashMap<>();
    for (AuditRecord.Decided record : world.records(AuditRecord.Decided.class)) {
      evidence.put(
          record.id(), List.of(record.evidence(), java.util.Arrays.hashCode(record.priorTrust())));
    }
    return evidence;
  }

  /** One thing that was asked of a monitor, and the answer. */
  private record Call(int session, long random, int what, Decision answer) {
    Call(int session, long random, int what) {
      this(session, random, what, null);
    }

    Call answered(Decision decision) {
      return new Call(session, random, what, decision);
    }

    Decision apply(BehaviorMonitor monitor, int index) {
      SubjectId subject = ALICE;
      BehaviorSession open = monitor.open(options(subject, "s" + session));
      int field = open.field("password", 0);
      World.Typist typist = new World.Typist(session < 3 ? 1 : 90 + session, random);
      typist.skip(index * 100_000_000L);
      typist.type(open, field);
      if (what == 0) {
        open.feedback(Feedback.CHALLENGE_PASSED);
      } else if (what == 1) {
        open.feedback(Feedback.CHALLENGE_FAILED);
      } else if (what == 2) {
        open.close();
      }
      return open.assess();
    }
  }

  @Test
  void blockIndex_neverExceedsItsBoundNorLosesABlock() throws Exception {
    world.config =
        world.config.withLimits(
            new MonitorConfig.Limits(100, Duration.ofMinutes(30), 100, 50, 1_000));
    BehaviorMonitor monitor = world.threaded().build();
    ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();
    race(
        16,
        thread -> {
          for (int i = 0; i < 10; i++) {
            try {
              BlockTarget target = BlockTarget.device("default", thread + "-" + i);
              made.add(monitor.block(target, Duration.ofHours(1), "jane", "x").id());
            } catch (dev.demeanor.spi.store.StoreException e) {
              assertThat(e).hasMessageContaining("full");
            }
          }
        });
    assertThat(monitor.blocks()).hasSize(50).extracting(b -> b.id()).containsAll(made);
    assertThat(world.blocks.kept.active(world.clock.instant())).hasSize(50);
    assertThat(monitor.health().dependencies().get("blocks").status())
        .isEqualTo(dev.demeanor.Health.Status.DOWN);
    world.clock.advance(Duration.ofHours(2));
    assertThat(monitor.health().dependencies().get("blocks").status())
        .isEqualTo(dev.demeanor.Health.Status.UP);
    monitor.close();
  }

  @Test
  void access_answersTheLongestOfSeveralBlocks() {
    BehaviorMonitor monitor = world.direct().build();
    BlockTarget target = BlockTarget.account(ALICE);
    monitor.block(target, Duration.ofHours(1), "jane", "x");
    var longest = monitor.block(target, Duration.ofHours(3), "jane", "x");
    monitor.block(target, Duration.ofHours(2), "jane", "x");
    assertThat(monitor.open(options(ALICE, "s")).access())
        .isEqualTo(new dev.demeanor.Access.Blocked(longest));
    world.clock.advance(Duration.ofHours(4));
    assertThat(monitor.open(options(ALICE, "s")).access().isAllowed()).isTrue();
  }
}
