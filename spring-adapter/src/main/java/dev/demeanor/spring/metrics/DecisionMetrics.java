package dev.demeanor.spring.metrics;

import dev.demeanor.decision.Decision;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts decisions and times their parts. Thread-safe. */
final class DecisionMetrics implements DecisionListener {

  private static final Duration[] EXTRACTION_BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1)
  };

  private final MeterRegistry registry;
  private final Timer extraction;

  DecisionMetrics(MeterRegistry registry) {
    this.registry = registry;
    extraction =
        Timer.builder("extraction.latency")
            .description("From the features of a decision's windows to evidence, trust and verdict")
            .serviceLevelObjectives(EXTRACTION_BUCKETS)
            .register(registry);
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    Decision decision = decided.decision();
    Counter.builder("auth.decisions")
        .description("Decisions, by what the application had to do and by what would apply")
        .tag("decision", decision.verdict().name())
        .tag("computed", decision.computedVerdict().name())
        .register(registry)
        .increment();
    extraction.record(timings.machineNanos(), TimeUnit.NANOSECONDS);
    Latency.timer(registry, "demeanor.decision.latency", "part", "total")
        .record(timings.totalNanos(), TimeUnit.NANOSECONDS);
    Latency.timer(registry, "demeanor.decision.latency", "part", "templates")
        .record(timings.templateNanos(), TimeUnit.NANOSECONDS);
    Latency.timer(registry, "demeanor.decision.latency", "part", "audit")
        .record(timings.auditNanos(), TimeUnit.NANOSECONDS);
  }
}
