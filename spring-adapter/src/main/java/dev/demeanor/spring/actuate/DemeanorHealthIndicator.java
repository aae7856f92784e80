package dev.demeanor.spring.actuate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.Health;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;

/**
 * The state of the monitor: mode, who enforces, and each thing it depends on. {@code DEGRADED} is
 * reported as UP with its details, since requests are answered; {@code DOWN} is DOWN. Thread-safe.
 */
final class DemeanorHealthIndicator extends AbstractHealthIndicator {

  private final BehaviorMonitor monitor;

  DemeanorHealthIndicator(BehaviorMonitor monitor) {
    super("Demeanor's health could not be read");
    this.monitor = monitor;
  }

  @Override
  protected void doHealthCheck(org.springframework.boot.health.contributor.Health.Builder builder) {
    Health health = monitor.health();
    if (health.status() == Health.Status.DOWN) {
      builder.down();
    } else {
      builder.up();
    }
    builder.withDetail("status", health.status()).withDetail("mode", health.mode());
    if (health.enforcement() != null) {
      builder.withDetail("enforcedBy", health.enforcement().actor());
      builder.withDetail("enforcedBecause", health.enforcement().reason());
    }
    builder.withDetail("dependencies", dependencies(health));
  }

  private static Map<String, String> dependencies(Health health) {
    Map<String, String> states = new LinkedHashMap<>();
    health
        .dependencies()
        .forEach((name, state) -> states.put(name, state.status() + ": " + state.detail()));
    return states;
  }
}
