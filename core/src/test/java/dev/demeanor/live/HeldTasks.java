package dev.demeanor.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler whose time passes when a test says so; it runs what is due in the test's thread. */
final class HeldTasks extends ScheduledThreadPoolExecutor {

  private final List<Runnable> held = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();

  HeldTasks() {
    super(1);
  }

  @Override
  public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    held.add(task);
    delays.add(Duration.of(delay, unit.toChronoUnit()));
    Callable<Void> nothing = () -> null;
    return super.schedule(nothing, 1_000, TimeUnit.DAYS);
  }

  /** Returns for how long each task that waits was put off. */
  synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }

  /** Runs what waits. */
  void run() {
    List<Runnable> due;
    synchronized (this) {
      due = List.copyOf(held);
      held.clear();
      delays.clear();
    }
    due.forEach(Runnable::run);
  }
}
