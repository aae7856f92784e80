package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.RefusedException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to the audit sink: first the records that somebody waits for, as many at once as have
 * come, then what the spool holds, then routine ones. One batch is under way at a time, so that
 * chains need no turn-taking and a caller's records stay in order. After a failure it is tried
 * again by itself. A record that the sink refuses while it takes others keeps none of them waiting:
 * who waits for it is told, and one that nobody waits for is set aside. Bounded. Thread-safe.
 */
final class SinkLane {

  private static final Logger LOG = LoggerFactory.getLogger(SinkLane.class);
  private static final int BATCH = 256;

  private final AuditSink sink;
  private final CircuitBreaker breaker;
  private final SerialExecutor writer;
  private final @Nullable Spool spool;
  private final RoutineQueue routine;
  private final RefusedRecords refused;
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
    this.refused = new RefusedRecords(spool);
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
    writeAwaited(batch);
    return true;
  }

  private void writeAwaited(List<Write> batch) {
    List<AuditRecord> records = new ArrayList<>();
    batch.forEach(write -> records.addAll(write.records));
    try {
      append(records);
      batch.forEach(write -> write.kept.complete(null));
    } catch (RefusedException e) {
      if (batch.size() == 1) {
        batch.get(0).kept.completeExceptionally(e);
      } else {
        writeEach(batch); // what is wrong with one is not the others' fault
      }
    } catch (RuntimeException e) {
      batch.forEach(write -> write.kept.completeExceptionally(e));
      throw e;
    }
  }

  private void writeEach(List<Write> batch) {
    try {
      batch.forEach(write -> writeAwaited(List.of(write)));
    } catch (RuntimeException e) {
      batch.forEach(write -> write.kept.completeExceptionally(e)); // those that are not done yet
      throw e;
    }
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
      appendOrSetAside(records);
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
      appendOrSetAside(batch.records());
    } catch (RuntimeException e) {
      routine.putBack(batch);
      throw e;
    }
    return true;
  }

  /** Appends records; of many, one of which is refused, all others all the same. */
  private void appendOrSetAside(List<AuditRecord> records) {
    try {
      append(records);
    } catch (RefusedException e) {
      if (records.size() == 1) {
        refused.add(records.get(0), e);
        return;
      }
      int half = records.size() / 2;
      appendOrSetAside(records.subList(0, half));
      appendOrSetAside(records.subList(half, records.size()));
    }
  }

  /** Offers again what is set aside in memory. */
  void offerRefused() {
    if (!refused.held().isEmpty()) {
      boolean unused = writer.submit(this::writeRefused);
    }
  }

  private void writeRefused() {
    turn.lock();
    try {
      for (AuditRecord record : refused.held()) {
        writeRefused(record);
      }
    } catch (RuntimeException e) {
      LOG.debug("what was refused cannot be offered now: {}", e.getMessage());
    } finally {
      turn.unlock();
    }
  }

  private void writeRefused(AuditRecord record) {
    try {
      append(List.of(record));
      refused.taken(record);
    } catch (RefusedException e) {
      LOG.debug("audit record {} is still refused: {}", record.id(), e.getMessage());
    }
  }

  /** Returns the records that were set aside. */
  RefusedRecords refused() {
    return refused;
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

  /** Tries to write everything, waiting at most this long; returns whether it was tried. */
  boolean drain(long millis) {
    if (wake()) {
      return writer.awaitIdle(millis);
    }
    writeAll(); // the executor takes nothing any more
    return true;
  }

  /** Returns how many writes are waited for. */
  int waiting() {
    synchronized (writes) {
      return writes.size();
    }
  }
}
