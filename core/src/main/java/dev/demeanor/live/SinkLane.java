package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spool.Spool;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the audit sink: first the records that somebody waits for, as many at once as have
 * come, then what the spool holds, then routine ones. One batch is under way at a time, so that
 * chains need no turn-taking and a caller's records stay in order. After a failure it is tried
 * again by itself. Bounded. Thread-safe.
 */
final class SinkLane {

  private static final int BATCH = 256;

  private final AuditSink sink;
  private final CircuitBreaker breaker;
  private final SerialExecutor writer;
  private final @Nullable Spool spool;
  private final RoutineQueue routine;
  private final Retry retry;
  private final LongSupplier ticker;
  private final int capacity;
  private final Deque<Write> writes = new ArrayDeque<>();

  private final Lock turn = new ReentrantLock();
  private volatile boolean writing;
  private volatile long writingSince;

  /** Records on their way, and what completes when the sink has them. */
  static final class Write {
    final List<AuditRecord> records;
    final CompletableFuture<Void> kept = new CompletableFuture<>();

    /** The spool has them: the sink gets them from there. */
    volatile boolean spooled;

    Write(List<AuditRecord> records) {
      this.records = records;
    }
  }

  SinkLane(
      AuditSink sink,
      CircuitBreaker breaker,
      Executor executor,
      @Nullable Spool spool,
      RoutineQueue routine,
      Retry retry,
      LongSupplier ticker,
      int capacity) {
    this.sink = sink;
    this.breaker = breaker;
    this.writer = new SerialExecutor(executor, capacity);
    this.spool = spool;
    this.routine = routine;
    this.retry = retry;
    this.ticker = ticker;
    this.capacity = capacity;
  }

  /** Returns whether a record can be expected to be kept soon, and nothing older waits for it. */
  boolean isPrompt(long withinNanos) {
    return breaker.getState() == CircuitBreaker.State.CLOSED
        && (spool == null || spool.waiting() == 0)
        && !(writing && ticker.getAsLong() - writingSince > withinNanos);
  }

  /** Brings records that somebody waits for. */
  Write write(List<AuditRecord> records) {
    return write(records, false);
  }

  /**
   * Brings records that somebody waits for.
   *
   * @param here whether the caller's thread writes them when there is no other
   */
  Write write(List<AuditRecord> records, boolean here) {
    Write write = new Write(records);
    synchronized (writes) {
      if (writes.size() >= capacity) {
        write.kept.completeExceptionally(
            new StoreException("audit sink is too slow: " + capacity + " writes wait", null));
        return write;
      }
      writes.add(write);
    }
    if (!wake()) {
      goWithoutThread(here);
    }
    return write;
  }

  /** Others may have relied on the thread that was refused; they are told, too. */
  private void goWithoutThread(boolean here) {
    if (here) {
      writeAll();
    } else {
      failAwaited(new StoreException("the audit has no thread", null));
    }
  }

  /** Sees to it that what waits is written; returns whether there was a thread for it. */
  boolean wake() {
    return writer.submitUnlessWaiting(this::writeAll);
  }

  private void writeAll() {
    turn.lock(); // free, unless an operator's thread helps out
    try {
      while (writeAwaited() || writeSpooled() || writeRoutine()) {
        retry.succeeded();
      }
    } catch (RuntimeException e) {
      if (breaker.getState() != CircuitBreaker.State.CLOSED) {
        failAwaited(e);
      }
      retry.later(this::wake);
    } finally {
      turn.unlock();
    }
  }

  /** Nobody waits for a sink that is not asked any more. */
  private void failAwaited(RuntimeException cause) {
    List<Write> failed;
    synchronized (writes) {
      failed = List.copyOf(writes);
      writes.clear();
    }
    failed.forEach(write -> write.kept.completeExceptionally(cause));
  }

  private boolean writeAwaited() {
    List<Write> batch = takeAwaited();
    if (batch.isEmpty()) {
      return false;
    }
    List<AuditRecord> records = new ArrayList<>();
    batch.forEach(write -> records.addAll(write.records));
    try {
      append(records);
    } catch (RuntimeException e) {
      batch.forEach(write -> write.kept.completeExceptionally(e));
      throw e;
    }
    batch.forEach(write -> write.kept.complete(null));
    return true;
  }

  private List<Write> takeAwaited() {
    List<Write> batch = new ArrayList<>();
    int records = 0;
    synchronized (writes) {
      while (!writes.isEmpty() && records < BATCH) {
        Write next = writes.removeFirst();
        if (!next.spooled) {
          batch.add(next);
          records += next.records.size();
        }
      }
    }
    return batch;
  }

  private boolean writeSpooled() {
    if (spool == null || spool.waiting() == 0) {
      return false;
    }
    List<AuditRecord> records = spool.next(BATCH);
    if (!records.isEmpty()) {
      append(records);
      spool.settle();
    }
    return true;
  }

  private boolean writeRoutine() {
    if (routine.isEmpty()) {
      return false;
    }
    breaker.acquirePermission(); // while it is open, what waits can still be merged
    breaker.releasePermission();
    RoutineQueue.Batch batch = routine.take(BATCH);
    try {
      append(batch.records());
    } catch (RuntimeException e) {
      routine.putBack(batch);
      throw e;
    }
    return true;
  }

  private void append(List<AuditRecord> records) {
    writingSince = ticker.getAsLong();
    writing = true;
    try {
      Breakers.run(breaker, () -> sink.append(records));
    } finally {
      writing = false;
    }
  }

  /** Tries to write everything, waiting at most this long. */
  void drain(long millis) {
    if (wake()) {
      writer.awaitIdle(millis);
    } else {
      writeAll(); // the executor takes nothing any more
    }
  }

  /** Returns how many writes are waited for. */
  int waiting() {
    synchronized (writes) {
      return writes.size();
    }
  }
}
