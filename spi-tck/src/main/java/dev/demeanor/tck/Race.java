package dev.demeanor.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets threads loose at one moment and waits for all, bounded: a deadlock fails and hangs not. */
final class Race {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** What one thread does. */
  interface Runner<T> {
    T run(int thread) throws Exception;
  }

  private Race() {}

  /** Returns what each runner answered, in the order of their numbers. */
  static <T> List<T> run(int threads, Runner<T> runner) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Race::daemon);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(
            pool.submit(
                () -> {
                  start.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
                  return runner.run(number);
                }));
      }
      return collect(futures);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> List<T> collect(List<Future<T>> futures) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<T> answers = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        long left = Math.max(0, deadline - System.nanoTime());
        answers.add(future.get(left, TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
      }
    }
    return answers;
  }

  static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tck-race");
    thread.setDaemon(true);
    return thread;
  }
}
