package dev.demeanor.live;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is looked after beside the request path, at most once a second and one at a time: blocks
 * that ended, what could not be stored when it happened, idle sessions. Thread-safe.
 */
final class Tending {

  private static final long EVERY_MILLIS = 1_000;

  private final Clock clock;
  private final SerialExecutor executor;
  private final List<Runnable> tasks;
  private final AtomicLong last = new AtomicLong(Long.MIN_VALUE / 2);

  Tending(Clock clock, Executor executor, List<Runnable> tasks) {
    this.clock = clock;
    this.executor = new SerialExecutor(executor, 2);
    this.tasks = List.copyOf(tasks);
  }

  /** Begins unless that was done within the last second; never waits. */
  void ifDue(long nowMillis) {
    long before = last.get();
    boolean due = nowMillis < before || nowMillis - before >= EVERY_MILLIS;
    if (due && last.compareAndSet(before, nowMillis)) {
      boolean unused = executor.submit(this::run);
    }
  }

  /** The same by the clock, for who has not read it. */
  void ifDue() {
    ifDue(clock.millis());
  }

  /** Does it now, waiting at most this long; returns whether it was done. */
  boolean now(long millis) {
    boolean unused =
        executor.submit(this::run); // when refused, one that waits does it all the same
    return executor.awaitIdle(millis);
  }

  private void run() {
    tasks.forEach(Runnable::run);
  }
}
