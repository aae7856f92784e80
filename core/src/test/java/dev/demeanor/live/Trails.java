package dev.demeanor.live;

import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spool.Spool;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Audit trails for tests. */
final class Trails {

  private Trails() {}

  /** A trail in which everything happens in the caller's thread. */
  static AuditTrail of(
      AuditSink sink,
      CircuitBreaker breaker,
      int capacity,
      @Nullable Spool spool,
      ScheduledExecutorService scheduler) {
    return of(sink, breaker, capacity, spool, scheduler, Runnable::run);
  }

  static AuditTrail of(
      AuditSink sink,
      CircuitBreaker breaker,
      int capacity,
      @Nullable Spool spool,
      ScheduledExecutorService scheduler,
      Executor sinkExecutor) {
    return of(sink, breaker, capacity, spool, scheduler, sinkExecutor, Runnable::run);
  }

  static AuditTrail of(
      AuditSink sink,
      CircuitBreaker breaker,
      int capacity,
      @Nullable Spool spool,
      ScheduledExecutorService scheduler,
      Executor sinkExecutor,
      Executor callbacks) {
    RoutineQueue routine = new RoutineQueue(capacity, false);
    SinkLane lane =
        new SinkLane(
            sink,
            breaker,
            sinkExecutor,
            spool,
            routine,
            new Retry(scheduler),
            System::nanoTime,
            capacity);
    SpoolWriter writer = spool == null ? null : new SpoolWriter(spool, Runnable::run);
    return new AuditTrail(
        lane,
        routine,
        writer,
        callbacks,
        System::nanoTime,
        new Listeners(List.of()),
        new Later(scheduler, Duration.ZERO));
  }

  /** A way to the sink without a spool, with room for ten writes. */
  static SinkLane lane(AuditSink sink, CircuitBreaker breaker, Executor executor) {
    Retry retry = new Retry(never());
    return new SinkLane(
        sink, breaker, executor, null, new RoutineQueue(10, false), retry, System::nanoTime, 10);
  }

  /** A scheduler that runs nothing. */
  static ScheduledExecutorService never() {
    ScheduledThreadPoolExecutor ended = new ScheduledThreadPoolExecutor(1);
    ended.shutdown();
    return ended;
  }
}
