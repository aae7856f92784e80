package dev.demeanor.live;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tries something again after a second, then after longer and longer pauses of at most eight
 * seconds, until it went well. Waits for one attempt at a time. Thread-safe.
 */
final class Retry {

  private static final int LONGEST = 3;

  private final ScheduledExecutorService scheduler;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicBoolean waiting = new AtomicBoolean();

  Retry(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  void succeeded() {
    failures.set(0);
  }

  /** Runs the attempt later, unless one waits already. */
  void later(Runnable attempt) {
    if (!waiting.compareAndSet(false, true)) {
      return;
    }
    int pause = 1 << Math.min(LONGEST, failures.getAndIncrement());
    try {
      Future<?> unused =
          scheduler.schedule(
              () -> {
                waiting.set(false);
                attempt.run();
              },
              pause,
              TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      waiting.set(false); // the monitor closes
    }
  }
}
