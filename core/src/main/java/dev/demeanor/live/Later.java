package dev.demeanor.live;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does something after a while, once for all who asked for it meanwhile; at once when the while is
 * zero. Thread-safe.
 */
final class Later {

  private final ScheduledExecutorService scheduler;
  private final Duration delay;
  private final AtomicBoolean waiting = new AtomicBoolean();

  Later(ScheduledExecutorService scheduler, Duration delay) {
    this.scheduler = scheduler;
    this.delay = delay;
  }

  /** Returns whether nothing is put off. */
  boolean isNow() {
    return delay.isZero();
  }

  void run(Runnable task) {
    if (delay.isZero()) {
      task.run();
    } else if (waiting.compareAndSet(false, true)) {
      schedule(task);
    }
  }

  private void schedule(Runnable task) {
    try {
      Future<?> unused =
          scheduler.schedule(
              () -> {
                waiting.set(false); // who asks from here on is not seen by the task
                task.run();
              },
              delay.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) { // the monitor closes
      waiting.set(false);
      task.run();
    }
  }
}
