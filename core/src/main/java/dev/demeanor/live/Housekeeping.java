package dev.demeanor.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done now and then: removing what is too old, repeating an erasure that a store refused.
 * Due by the given clock; looked after by a thread of its own, once a minute, unless the monitor
 * runs in its callers' threads, and whenever a session is opened. One failure does not keep the
 * other tasks from being done. Thread-safe.
 */
final class Housekeeping {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long LOOK_SECONDS = 60;
  private static final long STOP_SECONDS = 5;

  /**
   * One thing to do.
   *
   * @param name what it is, for the log
   * @param task does it, as of the given time
   */
  record Chore(String name, java.util.function.Consumer<Instant> task) {}

  private final Clock clock;
  private final Duration every;
  private final SerialExecutor executor;
  private final List<Chore> chores;
  private final AtomicReference<Instant> last;
  private @Nullable ScheduledThreadPoolExecutor thread;

  Housekeeping(Clock clock, Duration every, SerialExecutor executor, List<Chore> chores) {
    this.clock = clock;
    this.every = every;
    this.executor = executor;
    this.chores = List.copyOf(chores);
    this.last = new AtomicReference<>(Instant.EPOCH);
  }

  /** Begins to look once a minute. */
  synchronized void start() {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "demeanor-housekeeping");
              made.setDaemon(true);
              return made;
            });
    var unused =
        one.scheduleWithFixedDelay(this::runIfDue, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    thread = one;
  }

  /** Has the chores done when they are due; never waits for them. */
  void runIfDue() {
    Instant now = clock.instant();
    Instant before = last.get();
    boolean due = now.isBefore(before) || Duration.between(before, now).compareTo(every) >= 0;
    if (due && last.compareAndSet(before, now)) {
      boolean unused = executor.submit(() -> run(now));
    }
  }

  private void run(Instant now) {
    for (Chore chore : chores) {
      try {
        chore.task.accept(now);
      } catch (RuntimeException e) {
        LOG.warn("could not {}; it is tried again: {}", chore.name, e.getMessage());
      }
    }
  }

  /** Ends the thread and waits a little for its end. */
  synchronized void stop() {
    if (thread == null) {
      return;
    }
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("housekeeping did not stop within {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
