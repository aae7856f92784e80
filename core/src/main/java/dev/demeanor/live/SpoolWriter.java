package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spool.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Writes to the spool in a thread of its own: what several callers bring meanwhile is synced at
 * once. Bounded. Thread-safe.
 */
final class SpoolWriter {

  private static final int MAX_WAITING = 10_000;

  private final Spool spool;
  private final SerialExecutor writer;
  private final List<Waiting> waiting = new ArrayList<>();

  /** Records, and who waits for them. */
  private record Waiting(List<AuditRecord> records, CompletableFuture<Void> safe) {}

  SpoolWriter(Spool spool, Executor executor) {
    this.spool = spool;
    this.writer = new SerialExecutor(executor, MAX_WAITING);
  }

  Spool spool() {
    return spool;
  }

  /** Returns what completes when the records are synced, or says why they are not. */
  CompletableFuture<Void> write(List<AuditRecord> records) {
    Waiting mine = new Waiting(records, new CompletableFuture<>());
    synchronized (waiting) {
      if (waiting.size() >= MAX_WAITING) {
        return CompletableFuture.failedFuture(
            new StoreException("the spool is not synced fast enough", null));
      }
      waiting.add(mine);
    }
    if (!writer.submit(this::writeAll)) {
      synchronized (waiting) {
        waiting.remove(mine);
      }
      mine.safe.completeExceptionally(new StoreException("the spool has no thread", null));
    }
    return mine.safe;
  }

  private void writeAll() {
    List<Waiting> batch;
    synchronized (waiting) {
      batch = List.copyOf(waiting);
      waiting.clear();
    }
    if (batch.isEmpty()) {
      return;
    }
    List<AuditRecord> records = new ArrayList<>();
    batch.forEach(each -> records.addAll(each.records));
    try {
      spool.append(records);
      batch.forEach(each -> each.safe.complete(null));
    } catch (RuntimeException e) {
      batch.forEach(each -> each.safe.completeExceptionally(e));
    }
  }

  /** Waits until everything is synced, at most this long. */
  boolean awaitIdle(long millis) {
    return writer.awaitIdle(millis);
  }
}
