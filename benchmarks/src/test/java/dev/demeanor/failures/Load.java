package dev.demeanor.failures;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.Dependency;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedTypist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Four threads in which simulated people type and are assessed, two of them as somebody else, and
 * what they were answered.
 */
final class Load implements AutoCloseable {

  static final SubjectId SUBJECT = SubjectId.of("alice@example.org");
  private static final int KEYS = 10;
  private static final int ENTRIES = 12;
  private static final long PAUSE_NANOS = 5_000_000;

  private final BehaviorMonitor monitor;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile boolean ended;
  private volatile boolean measuring;

  /** Ids of the records that must be in the audit in the end. */
  final Queue<String> mustBeKept = new ConcurrentLinkedQueue<>();

  final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
  final AtomicInteger decisions = new AtomicInteger();
  final AtomicInteger notDurable = new AtomicInteger();
  final AtomicInteger unavailable = new AtomicInteger();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  Load(BehaviorMonitor monitor) {
    this.monitor = monitor;
  }

  /** Enrols the subject, so that somebody else is told apart. */
  static void enrol(BehaviorMonitor monitor) {
    SimulatedTypist typist = SimulatedTypist.ofSeed(1, KEYS);
    SessionOptions options = SessionOptions.of(SUBJECT, new SessionId("enrol"));
    try (BehaviorSession session = monitor.open(options.asVouched())) {
      int field = session.field("password", 0);
      for (int i = 0; i < 80; i++) {
        typist.type(session, field);
        Decision unused = session.assess();
      }
    }
  }

  void start() {
    for (int i = 0; i < 4; i++) {
      int number = i;
      Thread thread = new Thread(() -> work(number), "load-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Counts from now on, or no more. */
  void measure(boolean now) {
    measuring = now;
  }

  private void work(int number) {
    while (!ended) {
      try {
        session(number);
      } catch (RuntimeException | Error e) {
        thrown.add(e);
      }
    }
  }

  private void session(int number) {
    SimulatedTypist typist = SimulatedTypist.ofSeed(number < 2 ? 1 : 100 + number, KEYS);
    SessionId id = new SessionId("session-" + sessions.incrementAndGet());
    try (BehaviorSession session = monitor.open(SessionOptions.of(SUBJECT, id))) {
      int field = session.field("password", 0);
      for (int i = 0; i < ENTRIES && !ended; i++) {
        typist.type(session, field);
        long start = System.nanoTime();
        Decision decision = session.assess("request-" + id.value() + "-" + i, "/transfers/{id}");
        note(decision, System.nanoTime() - start);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void note(Decision decision, long took) {
    boolean late = decision.has(ReasonCode.NOT_DURABLE);
    if (decision.computedVerdict() != Verdict.ALLOW) {
      mustBeKept.add(late ? decision.id() + "-not-durable" : decision.id());
    }
    if (!measuring) {
      return;
    }
    decisions.incrementAndGet();
    nanos.add(took);
    if (late) {
      notDurable.incrementAndGet();
    }
    if (Arrays.stream(Dependency.values())
        .anyMatch(each -> each != Dependency.AUDIT && decision.has(each.reason()))) {
      unavailable.incrementAndGet();
    }
  }

  /** Returns a percentile of how long an assessment took, in milliseconds. */
  double millis(double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }

  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
