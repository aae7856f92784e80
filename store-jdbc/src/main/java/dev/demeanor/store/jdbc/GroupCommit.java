package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at one moment share one transaction. Whoever finds nobody writing writes
 * for all who wait; the others sleep until that is done. No thread of its own, no lock held while
 * the database works. Thread-safe.
 */
final class GroupCommit<T> {

  /** Enough to share the cost of a commit among many, few enough for one transaction. */
  private static final int MAX_ITEMS = 2_000;

  /** How often a caller looks whose time is up while its items are being written. */
  private static final long MIN_PARK_NANOS = 1_000_000;

  /** What one caller brought. */
  private static final class Request<T> {
    private final List<T> items;
    private final Thread caller = Thread.currentThread();
    private volatile boolean done;
    private volatile @Nullable RuntimeException failure;

    Request(List<T> items) {
      this.items = items;
    }

    void finish(@Nullable RuntimeException withFailure) {
      failure = withFailure;
      done = true;
      LockSupport.unpark(caller);
    }
  }

  private final ConcurrentLinkedQueue<Request<T>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();
  private final Consumer<List<T>> writer;
  private final long patienceNanos;

  /**
   * Makes it.
   *
   * @param writer writes items, all or none, and is safe to repeat; called by one thread at a time
   * @param patience how long a caller waits for its turn
   */
  GroupCommit(Consumer<List<T>> writer, Duration patience) {
    this.writer = writer;
    this.patienceNanos = patience.toNanos();
  }

  /**
   * Writes items and returns when they are written.
   *
   * @throws StoreException if they could not be, or it was not their turn in time
   */
  void write(List<T> items) {
    Request<T> request = new Request<>(items);
    queue.add(request);
    long deadline = System.nanoTime() + patienceNanos;
    boolean interrupted = false;
    while (!request.done) {
      if (writing.compareAndSet(false, true)) {
        try {
          writeWaiting();
        } finally {
          writing.set(false);
          wakeNext();
        }
      } else {
        interrupted |= await(request, deadline);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failure = request.failure;
    if (failure != null) {
      throw failure;
    }
  }

  private void writeWaiting() {
    List<Request<T>> requests = new ArrayList<>();
    List<T> items = new ArrayList<>();
    Request<T> next = queue.peek();
    while (next != null && (items.isEmpty() || items.size() + next.items.size() <= MAX_ITEMS)) {
      if (queue.remove(next)) { // its caller may have lost patience
        requests.add(next);
        items.addAll(next.items);
      }
      next = queue.peek();
    }
    try {
      if (!requests.isEmpty()) {
        writer.accept(items);
        requests.forEach(request -> request.finish(null));
      }
    } catch (RuntimeException e) {
      if (requests.size() == 1) {
        requests.get(0).finish(e);
      } else {
        requests.forEach(this::writeAlone); // what is wrong with one is not the others' fault
      }
    } finally {
      requests.forEach(this::failUnlessDone);
    }
  }

  private void writeAlone(Request<T> request) {
    try {
      writer.accept(request.items);
      request.finish(null);
    } catch (RuntimeException e) {
      request.finish(e);
    }
  }

  /** Leaves nobody asleep when an {@link Error} ends the writer. */
  private void failUnlessDone(Request<T> request) {
    if (!request.done) {
      request.finish(new StoreException("the thread that was writing died", null));
    }
  }

  /** Sleeps until something may have changed; returns whether it was interrupted. */
  private boolean await(Request<T> request, long deadline) {
    long left = deadline - System.nanoTime();
    LockSupport.parkNanos(this, Math.max(left, MIN_PARK_NANOS));
    boolean interrupted = Thread.interrupted();
    if ((interrupted || left <= 0) && queue.remove(request)) { // else it is being written
      request.finish(
          new StoreException(
              interrupted
                  ? "interrupted while waiting to write"
                  : "not written in time: others are being written",
              null));
    }
    return interrupted;
  }

  /** Returns how many callers wait for their turn. */
  int waiting() {
    return queue.size();
  }

  private void wakeNext() {
    Request<T> next = queue.peek();
    if (next != null) {
      LockSupport.unpark(next.caller);
    }
  }
}
