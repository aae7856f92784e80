package dev.demeanor.live;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What follows from records that became durable, or could not be kept, when nobody waited for them
 * any more; a shutdown waits for it, or the records it writes would be lost. Thread-safe.
 */
final class AfterDeadline {

  private final Executor executor;

  private final Set<Late> writes = ConcurrentHashMap.newKeySet();

  /** A write whose end, with all that follows from it, has not come. */
  private static final class Late {
    final CompletableFuture<Void> followed = new CompletableFuture<>();
  }

  AfterDeadline(Executor executor) {
    this.executor = executor;
  }

  /**
   * Has something done when a write is over.
   *
   * @param ifKept runs when it went well, in a thread of the executor
   * @param ifFailed runs when it did not, in the thread that says so
   */
  void follow(CompletableFuture<Void> write, Runnable ifKept, Runnable ifFailed) {
    Late late = new Late();
    writes.add(late);
    CompletableFuture<Void> unused =
        write.whenComplete(
            (ok, failure) -> {
              if (failure == null) {
                execute(() -> run(ifKept, late));
              } else {
                run(ifFailed, late);
              }
            });
  }

  private void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      task.run(); // without a thread of its own, rather than never
    }
  }

  private void run(Runnable task, Late late) {
    try {
      task.run();
    } finally {
      writes.remove(late);
      late.followed.complete(null);
    }
  }

  /** Returns what has not ended yet. */
  List<CompletableFuture<Void>> unfinished() {
    return writes.stream().map(late -> late.followed).toList();
  }

  /** Waits for all of these, at most this long; returns whether that was reached. */
  static boolean await(List<CompletableFuture<Void>> unfinished, long millis) {
    return Deadline.in(Duration.ofMillis(millis), System::nanoTime)
        .await(CompletableFuture.allOf(unfinished.toArray(CompletableFuture<?>[]::new)));
  }
}
