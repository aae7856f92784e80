package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings records to the sink: those that must be durable at once, within the caller's deadline, and
 * routine ones in batches from a bounded queue. What could not be written at once waits in that
 * queue; what is dropped is counted. Thread-safe.
 */
final class AuditTrail {

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final int BATCH = 256;

  private final AuditSink sink;
  private final CircuitBreaker breaker;
  private final Executor executor;
  private final SerialExecutor writer;
  private final List<DecisionListener> listeners;
  private final int capacity;
  private final List<AuditRecord> queue = new ArrayList<>();

  final LongAdder dropped = new LongAdder();
  final LongAdder notDurable = new LongAdder();
  final LongAdder listenerFailures = new LongAdder();

  AuditTrail(
      AuditSink sink,
      CircuitBreaker breaker,
      Executor executor,
      List<DecisionListener> listeners,
      int capacity) {
    this.sink = sink;
    this.breaker = breaker;
    this.executor = executor;
    this.writer = new SerialExecutor(executor, capacity);
    this.listeners = List.copyOf(listeners);
    this.capacity = capacity;
  }

  /**
   * Writes records now, in the caller's thread.
   *
   * @throws dev.demeanor.spi.store.StoreException if they are not durable
   */
  void appendNow(List<AuditRecord> records) {
    Breakers.run(breaker, () -> sink.append(records));
  }

  /**
   * Writes records within the deadline; returns whether they are durable.
   *
   * @param ifLate runs when they became durable after the deadline
   * @param ifFailed waits in the queue when they could not be written
   */
  boolean append(
      List<AuditRecord> records, Deadline deadline, Runnable ifLate, List<AuditRecord> ifFailed) {
    CompletableFuture<Void> done;
    try {
      done = CompletableFuture.runAsync(() -> appendNow(records), executor);
    } catch (RuntimeException e) {
      done = CompletableFuture.failedFuture(e);
    }
    if (deadline.await(done)) {
      return true;
    }
    notDurable.increment();
    CompletableFuture<Void> unused =
        done.whenComplete(
            (ok, failure) -> {
              if (failure == null) {
                ifLate.run();
              } else {
                ifFailed.forEach(this::enqueue);
              }
            });
    return false;
  }

  /**
   * Adds a record to the queue. When it is full a routine record is dropped: the new one, or the
   * oldest when the new one must not be lost.
   */
  void enqueue(AuditRecord record) {
    synchronized (queue) {
      if (queue.size() >= capacity) {
        dropped.increment();
        if (!record.mustBeDurable() || !removeOldestRoutine()) {
          return;
        }
      }
      queue.add(record);
    }
    writer.submit(this::writeQueued);
  }

  private boolean removeOldestRoutine() {
    for (int i = 0; i < queue.size(); i++) {
      if (!queue.get(i).mustBeDurable()) {
        queue.remove(i);
        return true;
      }
    }
    return false;
  }

  private void writeQueued() {
    List<AuditRecord> batch = takeBatch();
    while (!batch.isEmpty()) {
      try {
        appendNow(batch);
      } catch (RuntimeException e) {
        putBack(batch); // the next record tries again
        return;
      }
      batch = takeBatch();
    }
  }

  private List<AuditRecord> takeBatch() {
    synchronized (queue) {
      List<AuditRecord> head = queue.subList(0, Math.min(BATCH, queue.size()));
      List<AuditRecord> batch = List.copyOf(head);
      head.clear();
      return batch;
    }
  }

  private void putBack(List<AuditRecord> batch) {
    synchronized (queue) {
      int room = Math.max(0, capacity - queue.size());
      List<AuditRecord> kept = new ArrayList<>(batch);
      for (int i = 0; kept.size() > room && i < kept.size(); ) {
        if (kept.get(i).mustBeDurable()) {
          i++;
        } else {
          kept.remove(i);
        }
      }
      queue.addAll(0, kept); // beyond the capacity by one batch at most, of what must not be lost
      dropped.add(batch.size() - kept.size());
    }
  }

  /** Writes what is queued, waiting at most this long; returns how many records are left. */
  int drain(long millis) {
    if (writer.submit(this::writeQueued)) {
      writer.awaitIdle(millis);
    } else {
      writeQueued(); // the executor takes nothing any more
    }
    return queued();
  }

  int queued() {
    synchronized (queue) {
      return queue.size();
    }
  }

  void tellDecision(AuditRecord.Decided decided, Timings timings) {
    for (DecisionListener listener : listeners) {
      try {
        listener.onDecision(decided, timings);
      } catch (RuntimeException e) {
        failed(listener, e);
      }
    }
  }

  void tell(AuditRecord record) {
    for (DecisionListener listener : listeners) {
      try {
        listener.onRecord(record);
      } catch (RuntimeException e) {
        failed(listener, e);
      }
    }
  }

  private void failed(DecisionListener listener, RuntimeException e) {
    listenerFailures.increment();
    LOG.warn("listener {} failed", listener.getClass().getName(), e);
  }
}
