package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.retraining.Retraining;
import dev.demeanor.retraining.RetrainingPlan;
import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.spi.audit.AuditRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains versions anew, when it is asked to or at intervals in a thread of its own, and says in
 * health and audit how that went. What fails here touches no decision. Thread-safe.
 */
final class Retrainings {

  private static final Logger LOG = LoggerFactory.getLogger(Retrainings.class);
  private static final String DONE = "RETRAINED";
  private static final String FAILED = "RETRAINING_FAILED";
  private static final String NONE = "none";

  private final Retraining retraining;
  private final AuditTrail audit;
  private final Clock clock;
  private volatile Health.State state = new Health.State(Health.Status.UP, "not done yet");
  private @Nullable ScheduledExecutorService timer;

  Retrainings(Retraining retraining, AuditTrail audit, Clock clock) {
    this.retraining = retraining;
    this.audit = audit;
    this.clock = clock;
  }

  /** Returns what trains anew as a builder asked for it, or null when it did not. */
  static @Nullable Retrainings of(
      MonitorParts parts, Wiring wiring, TemplateAccess templates, AuditTrail audit) {
    MonitorParts.RetrainingParts given = parts.retraining;
    if (given == null) {
      return null;
    }
    if (wiring.samples == null || parts.models == null) {
      throw new IllegalArgumentException(
          "retraining needs samples to train from and models to add to; pass both to the builder");
    }
    Retraining retraining =
        new Retraining(
            wiring.samples,
            parts.models,
            parts.gates(),
            parts::populationTraining,
            given.model(),
            given.key(),
            given.plan(),
            "demeanor");
    return new Retrainings(retraining.onlyOf(templates::allowLearning), audit, parts.clock);
  }

  /** Begins to do it at intervals, when the plan says so. */
  synchronized void start(RetrainingPlan plan) {
    Optional<Duration> every = plan.every();
    if (every.isEmpty()) {
      return;
    }
    ScheduledExecutorService made =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "demeanor-retraining");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
    timer = made;
    long millis = every.get().toMillis();
    Future<?> unused =
        made.scheduleWithFixedDelay(this::quietly, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void quietly() {
    try {
      Object unused = run();
    } catch (RuntimeException | Error e) { // an error, of a library say, must not end the interval
      LOG.warn("retraining failed; decisions are as before: {}", why(e));
    }
  }

  RetrainingReport run() {
    try {
      RetrainingReport report = retraining.run(clock.instant());
      String what =
          "nominated "
              + report.version().id()
              + ", from "
              + report.windows()
              + " windows of "
              + report.people()
              + " people";
      state = new Health.State(Health.Status.UP, what);
      tell(report.version().id(), DONE, what);
      return report;
    } catch (RuntimeException | Error e) {
      String why = why(e);
      state = new Health.State(Health.Status.DEGRADED, "failed: " + why);
      tell(NONE, FAILED, why);
      throw e;
    }
  }

  private static String why(Throwable failure) {
    return failure instanceof Error ? failure.toString() : String.valueOf(failure.getMessage());
  }

  /** Records it where that can be done; what was added and nominated stays so. */
  private void tell(String version, String action, String why) {
    AuditRecord record =
        new AuditRecord.ModelActivated(
            "model-" + UUID.randomUUID(),
            clock.instant(),
            version,
            null,
            action,
            "monitor",
            why,
            List.of());
    try {
      audit.appendNow(List.of(record));
      audit.tell(record);
    } catch (RuntimeException e) {
      state =
          new Health.State(
              Health.Status.DEGRADED, state.detail() + "; could not be recorded in the audit");
    }
  }

  Health.State health() {
    return state;
  }

  synchronized void close() {
    ScheduledExecutorService running = timer;
    if (running != null) {
      Object unused = running.shutdownNow();
    }
  }
}
