package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.spi.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings records to where they are durable: the sink, or the local spool when the sink has not
 * answered in half of the time there is, whichever is first. Records that nobody waits for go to
 * the sink in batches, at once or after a while. What could not be written is tried again by
 * itself. Thread-safe.
 */
final class AuditTrail {

  /** How long an operator waits for the sink before the record goes to the spool. */
  private static final Duration OPERATOR_PATIENCE = Duration.ofSeconds(2);

  /** How long an operator waits at all; a sink has time limits of its own. */
  private static final long OPERATOR_SECONDS = 60;

  private final SinkLane sink;
  private final RoutineQueue routine;
  private final @Nullable SpoolWriter spool;
  private final AfterDeadline afterDeadline;
  private final LongSupplier ticker;
  private final Listeners listeners;
  private final Later later;

  final LongAdder notDurable = new LongAdder();

  AuditTrail(
      SinkLane sink,
      RoutineQueue routine,
      @Nullable SpoolWriter spool,
      Executor callbacks,
      LongSupplier ticker,
      Listeners listeners,
      Later later) {
    this.sink = sink;
    this.routine = routine;
    this.spool = spool;
    this.afterDeadline = new AfterDeadline(callbacks);
    this.ticker = ticker;
    this.listeners = listeners;
    this.later = later;
  }

  /**
   * Writes records for an operator, who waits until they are durable.
   *
   * @throws StoreException if they are not durable
   */
  void appendNow(List<AuditRecord> records) {
    try {
      keep(records, Deadline.in(OPERATOR_PATIENCE, ticker), true)
          .get(OPERATOR_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new StoreException("audit failed: " + (cause == null ? "" : cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new StoreException("audit did not answer in " + OPERATOR_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while a record was written", e);
    }
  }

  /**
   * Writes records within the deadline; returns whether they are durable.
   *
   * @param ifLate runs when they became durable after the deadline, in a thread of the stores
   * @param ifFailed are written instead, when they could not be
   */
  boolean append(
      List<AuditRecord> records, Deadline deadline, Runnable ifLate, List<AuditRecord> ifFailed) {
    CompletableFuture<Void> kept = keep(records, deadline.half(), false);
    if (deadline.await(kept)) {
      return true;
    }
    notDurable.increment();
    afterDeadline.follow(kept, ifLate, () -> ifFailed.forEach(this::enqueue));
    return false;
  }

  private CompletableFuture<Void> keep(
      List<AuditRecord> records, Deadline patience, boolean operator) {
    SpoolWriter local = spool;
    if (local == null) {
      return sink.write(records, operator).kept;
    }
    if (!sink.isPrompt(patience.nanos())) {
      CompletableFuture<Void> kept = new CompletableFuture<>();
      CompletableFuture<Void> unused =
          toSpool(local, records)
              .whenComplete(
                  (ok, failure) -> {
                    if (failure == null) {
                      kept.complete(null);
                    } else {
                      complete(kept, sink.write(records, operator).kept); // the last resort
                    }
                  });
      return kept;
    }
    SinkLane.Write write = sink.write(records, operator);
    if (patience.await(write.kept)) {
      return write.kept;
    }
    CompletableFuture<Void> spooling = toSpool(local, records);
    CompletableFuture<Void> unused = spooling.thenRun(() -> write.spooled = true);
    return firstOf(write.kept, spooling);
  }

  private CompletableFuture<Void> toSpool(SpoolWriter local, List<AuditRecord> records) {
    return local.write(records).thenRun(sink::wake);
  }

  private static void complete(CompletableFuture<Void> kept, CompletableFuture<Void> by) {
    CompletableFuture<Void> unused =
        by.whenComplete(
            (ok, failure) -> {
              if (failure == null) {
                kept.complete(null);
              } else {
                kept.completeExceptionally(failure);
              }
            });
  }

  /** Returns what completes with the first that went well, or fails when both have failed. */
  private static CompletableFuture<Void> firstOf(
      CompletableFuture<Void> one, CompletableFuture<Void> other) {
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> unused = one.thenRun(() -> first.complete(null));
    unused = other.thenRun(() -> first.complete(null));
    unused =
        CompletableFuture.allOf(one, other)
            .whenComplete(
                (ok, failure) -> {
                  if (failure != null) {
                    first.completeExceptionally(failure); // unless one of them went well
                  }
                });
    return first;
  }

  /** Adds a record that nobody waits for; one that must not be lost goes to the spool. */
  void enqueue(AuditRecord record) {
    SpoolWriter local = spool;
    if (local == null || !record.mustBeDurable()) {
      routine.add(record);
      sink.wake();
      return;
    }
    CompletableFuture<Void> unused =
        toSpool(local, List.of(record))
            .whenComplete(
                (ok, failure) -> {
                  if (failure != null) {
                    routine.add(record);
                    sink.wake();
                  }
                });
  }

  /**
   * Adds the record of a decision that nobody waits for.
   *
   * @param goesOn whether nothing but time has moved the session's trust since the decision before:
   *     then it may be merged with that
   */
  void enqueue(AuditRecord.Decided record, boolean goesOn) {
    if (record.mustBeDurable()) {
      enqueue(record);
      return;
    }
    routine.add(record, goesOn);
    if (routine.isPressing()) {
      sink.wake();
    } else {
      later.run(sink::wake);
    }
  }

  /**
   * Writes what is queued, waiting at most this long; returns how many records are left, or may be:
   * at least 1 while a batch is on its way, or what follows from one that was late.
   */
  int drain(long millis) {
    List<CompletableFuture<Void>> late = afterDeadline.unfinished();
    if (spool != null) {
      spool.awaitIdle(millis);
    }
    boolean tried = sink.drain(millis);
    if (!late.isEmpty() && AfterDeadline.await(late, millis)) {
      tried = sink.drain(millis); // what followed from them may be records, too
    }
    boolean quiet = tried && afterDeadline.unfinished().isEmpty();
    return quiet ? queued() : Math.max(1, queued());
  }

  /**
   * Writes what is queued, waiting at most this long, and puts what is left into the spool; returns
   * how many records are left nowhere but in memory.
   */
  int close(long millis) {
    int left = drain(millis);
    SpoolWriter local = spool;
    if (local == null) {
      return left + sink.refused().waiting();
    }
    if (left == 0) {
      return 0;
    }
    RoutineQueue.Batch batch = routine.take(Integer.MAX_VALUE);
    Deadline deadline = Deadline.in(Duration.ofMillis(millis), ticker);
    if (!deadline.await(local.write(batch.records()))) {
      routine.putBack(batch);
    }
    return routine.size() + sink.waiting();
  }

  /** Offers again what the sink has refused, as far as it is not in files of the spool. */
  void offerRefused() {
    sink.offerRefused();
  }

  /** Returns how many records the sink has refused. */
  long refused() {
    return sink.refused().count.sum();
  }

  /** Returns how many records are not in the sink yet. */
  int queued() {
    return routine.size() + sink.waiting() + spoolWaiting();
  }

  /** Returns how many records wait in the spool. */
  int spoolWaiting() {
    return spool == null ? 0 : spool.spool().waiting();
  }

  /** Returns what is wrong with the spool, or null. */
  @Nullable String spoolTrouble() {
    return spool == null ? null : spool.spool().trouble();
  }

  /** Returns whether there is a spool. */
  boolean hasSpool() {
    return spool != null;
  }

  /**
   * Returns how the audit is.
   *
   * @param sink how the sink answers
   * @param detail how records are chained
   */
  Health.State health(Health.State sink, String detail, HealthBoard board) {
    long merged = routine.merged.sum();
    int aside = this.sink.refused().waiting();
    if (sink.status() == Health.Status.UP && aside > 0) {
      String where = hasSpool() ? "in the spool, until the next start" : "in memory";
      return new Health.State(
          Health.Status.DEGRADED,
          aside + " records are refused by the sink and set aside " + where);
    }
    return sink.status() == Health.Status.UP
        ? board.lossy(
            "audit",
            routine.dropped.sum(),
            "routine records were dropped",
            sink.detail()
                + detail
                + (merged > 0 ? ", " + merged + " ALLOWs with nothing new merged" : ""))
        : sink;
  }

  /** Returns how the spool is, or empty without one. */
  Optional<Health.State> spoolHealth() {
    if (!hasSpool()) {
      return Optional.empty();
    }
    String trouble = spoolTrouble();
    if (trouble != null) {
      return Optional.of(new Health.State(Health.Status.DOWN, trouble));
    }
    int waiting = spoolWaiting();
    return Optional.of(
        waiting > 0
            ? new Health.State(Health.Status.DEGRADED, waiting + " records wait for the sink")
            : new Health.State(Health.Status.UP, "empty"));
  }

  void tellDecision(AuditRecord.Decided decided, Timings timings) {
    listeners.tellDecision(decided, timings);
  }

  void tell(AuditRecord record) {
    listeners.tell(record);
  }

  /** Returns how many exceptions listeners have thrown. */
  long listenerFailures() {
    return listeners.failures.sum();
  }

  /** Returns how many routine records were dropped because the queue was full. */
  LongAdder dropped() {
    return routine.dropped;
  }

  /** Returns how many ALLOWs with nothing new were merged with others. */
  long merged() {
    return routine.merged.sum();
  }
}
