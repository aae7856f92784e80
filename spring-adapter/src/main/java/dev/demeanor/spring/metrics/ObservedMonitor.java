package dev.demeanor.spring.metrics;

import dev.demeanor.BehaviorMonitor;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * One observation, {@code demeanor.decision}, for each decision of any session of the monitor,
 * wherever it is made: a timer, and a span where the application traces. A monitor of the
 * application's own is left as it is. Thread-safe.
 */
final class ObservedMonitor implements BeanPostProcessor {

  private final ObjectProvider<ObservationRegistry> registry;

  ObservedMonitor(ObjectProvider<ObservationRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    ObservationRegistry known =
        bean instanceof BehaviorMonitor && beanName.equals("demeanorMonitor")
            ? registry.getIfUnique()
            : null;
    return known != null && !known.isNoop() && bean instanceof BehaviorMonitor monitor
        ? new MonitorOfObservedSessions(monitor, known)
        : bean;
  }
}
