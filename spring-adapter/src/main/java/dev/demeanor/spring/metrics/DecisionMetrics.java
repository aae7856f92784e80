package dev.demeanor.spring.metrics;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Verdict;
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

  private static final Verdict[] VERDICTS = Verdict.values();

  private final Counter[] decisions = new Counter[VERDICTS.length * VERDICTS.length];
  private final Timer extraction;
  private final Timer total;
  private final Timer templates;
  private final Timer audit;

  /** Registers the meters: to look one up for each decision takes longer than to count it. */
  DecisionMetrics(MeterRegistry registry) {
    for (Verdict effective : VERDICTS) {
      for (Verdict computed : VERDICTS) {
        decisions[index(effective, computed)] = counter(registry, effective, computed);
      }
    }
    total = Latency.timer(registry, "demeanor.decision.latency", "part", "total");
    templates = Latency.timer(registry, "demeanor.decision.latency", "part", "templates");
    audit = Latency.timer(registry, "demeanor.decision.latency", "part", "audit");
    extraction =
        Timer.builder("extraction.latency")
            .description("From the features of a decision's windows to evidence, trust and verdict")
            .serviceLevelObjectives(EXTRACTION_BUCKETS)
            .register(registry);
  }

  private static int index(Verdict effective, Verdict computed) {
    return effective.ordinal() * VERDICTS.length + computed.ordinal();
  }

  private static Counter counter(MeterRegistry registry, Verdict effective, Verdict computed) {
    return Counter.builder("auth.decisions")
        .description("Decisions, by what the application had to do and by what would apply")
        .tag("decision", effective.name())
        .tag("computed", computed.name())
        .register(registry);
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    Decision decision = decided.decision();
    decisions[index(decision.verdict(), decision.computedVerdict())].increment();
    extraction.record(timings.machineNanos(), TimeUnit.NANOSECONDS);
    total.record(timings.totalNanos(), TimeUnit.NANOSECONDS);
    templates.record(timings.templateNanos(), TimeUnit.NANOSECONDS);
    audit.record(timings.auditNanos(), TimeUnit.NANOSECONDS);
  }
}
