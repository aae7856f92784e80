package dev.demeanor.spring.metrics;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.DriftStatus;
import dev.demeanor.Statistics;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;

/** What the monitor has counted since its start. Thread-safe. */
final class MonitorMetrics implements MeterBinder {

  private static final Set<EventKind> KEYSTROKES =
      Set.of(EventKind.FIXED_TEXT_KEY, EventKind.FREE_TEXT_PAIR);
  private static final Set<EventKind> POINTER = Set.of(EventKind.POINTER);
  private static final Set<EventKind> VISITS = Set.of(EventKind.VISIT);

  private final ObjectProvider<BehaviorMonitor> monitor;

  MonitorMetrics(ObjectProvider<BehaviorMonitor> monitor) {
    this.monitor = monitor;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    events(registry, "keystroke.events", "Keystrokes offered", KEYSTROKES);
    events(registry, "mouse.events", "Pointer actions offered", POINTER);
    events(registry, "navigation.events", "Visits of routes offered", VISITS);
    counter(registry, "demeanor.windows.learned", Statistics::learned, "Windows learned");
    counter(
        registry,
        "demeanor.learning.failures",
        Statistics::learningFailures,
        "Windows that could not be learned");
    counter(
        registry,
        "demeanor.audit.dropped",
        Statistics::auditDropped,
        "Routine records dropped because the queue was full");
    counter(
        registry,
        "demeanor.audit.refused",
        Statistics::auditRefused,
        "Records set aside because the sink refuses them");
    counter(
        registry,
        "demeanor.security.events.refused",
        Statistics::securityEventsRefused,
        "Security events set aside because the store refuses them");
    counter(
        registry,
        "demeanor.decisions.not.durable",
        Statistics::notDurable,
        "Decisions whose record was not durable by the deadline");
    gauge(registry, "demeanor.sessions", Statistics::sessions, "Open sessions");
    gauge(registry, "demeanor.blocks", Statistics::blocks, "Active blocks");
    drift(registry, "demeanor.drift.sources", DriftStatus::followed, "Sources followed for drift");
    drift(registry, "demeanor.drift.warned", DriftStatus::warned, "Of these, warned of");
    drift(registry, "demeanor.drift.drifted", DriftStatus::drifted, "Of these, drifted");
    drift(
        registry,
        "demeanor.drift.everybody",
        status -> status.hasEverybodyDrifted() ? 1 : 0,
        "1 while a source has drifted for everybody");
  }

  private void events(
      MeterRegistry registry, String name, String description, Set<EventKind> kinds) {
    events(registry, name, description, kinds, true);
    events(registry, name, description, kinds, false);
  }

  private void events(
      MeterRegistry registry,
      String name,
      String description,
      Set<EventKind> kinds,
      boolean accepted) {
    FunctionCounter.builder(name, this, metrics -> metrics.read(all -> count(all, kinds, accepted)))
        .description(description)
        .tag("admission", accepted ? "accepted" : "refused")
        .register(registry);
  }

  private void counter(
      MeterRegistry registry, String name, ToDoubleFunction<Statistics> value, String about) {
    FunctionCounter.builder(name, this, metrics -> metrics.read(value))
        .description(about)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, ToDoubleFunction<Statistics> value, String about) {
    Gauge.builder(name, this, metrics -> metrics.read(value)).description(about).register(registry);
  }

  private void drift(
      MeterRegistry registry, String name, ToDoubleFunction<DriftStatus> value, String about) {
    Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.monitor.getObject().drift()))
        .description(about)
        .register(registry);
  }

  private double read(ToDoubleFunction<Statistics> value) {
    return value.applyAsDouble(monitor.getObject().statistics());
  }

  private static double count(Statistics statistics, Set<EventKind> kinds, boolean accepted) {
    double sum = 0;
    for (EventKind kind : kinds) {
      Map<Admission, Long> admissions = statistics.events().getOrDefault(kind, Map.of());
      for (Map.Entry<Admission, Long> admission : admissions.entrySet()) {
        if ((admission.getKey() == Admission.ACCEPTED) == accepted) {
          sum += admission.getValue();
        }
      }
    }
    return sum;
  }
}
