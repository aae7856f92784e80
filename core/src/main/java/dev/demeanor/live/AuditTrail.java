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

  /** Writes records now, in the caller's thread. */
  void appendNow(List<AuditRecord> records) {
    breaker.executeRunnable(() -> sink.append(records));
  }

  /**
   * Writes records within the deadline; returns whether they are durable. Those that are not wait
   * in the queue.
   */
  boolean append(List<AuditRecord> records, Deadline deadline) {
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
    done.whenComplete(
        (ok, failure) -> {
          if (failure != null) {
            records.forEach(this::enqueue);
          }
        });
    return false;
  }

  /** Adds a routine record to the queue. */
  void enqueue(AuditRecord record) {
    synchronized (queue) {
      if (queue.size() >= capacity) {
        dropped.increment();
        return;
      }
      queue.add(record);
    }
    writer.submit(this::writeQueued);
  }

  private void writeQueued() {
    List<AuditRecord> batch = takeBatch();
    if (batch.isEmpty()) {
      return;
    }
    try {
      appendNow(batch);
    } catch (RuntimeException e) {
      putBack(batch);
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
      int kept = Math.min(room, batch.size());
      queue.addAll(0, batch.subList(0, kept));
      dropped.add(batch.size() - kept);
    }
  }

  /** Writes what is queued, at most until the deadline; returns how many records are left. */
  int drain(long millis) {
    writer.submit(this::writeQueued);
    writer.awaitIdle(millis);
    int before = Integer.MAX_VALUE;
    while (queued() > 0 && queued() < before) {
      before = queued();
      writeQueued();
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
