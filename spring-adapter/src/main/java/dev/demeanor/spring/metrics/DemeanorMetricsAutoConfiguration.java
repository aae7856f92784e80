package dev.demeanor.spring.metrics;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.spring.DemeanorAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics, where the application has a registry for them. */
@AutoConfiguration(
    before = DemeanorAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
    })
@ConditionalOnProperty(name = "demeanor.enabled", havingValue = "true", matchIfMissing = true)
@ConditionalOnProperty(name = "demeanor.metrics.enabled", matchIfMissing = true)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class DemeanorMetricsAutoConfiguration {

  /** Made by Spring. */
  DemeanorMetricsAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  MonitorMetrics demeanorMonitorMetrics(ObjectProvider<BehaviorMonitor> monitor) {
    return new MonitorMetrics(monitor);
  }

  @Bean
  @ConditionalOnMissingBean
  DecisionMetrics demeanorDecisionMetrics(MeterRegistry registry) {
    return new DecisionMetrics(registry);
  }

  @Bean
  @ConditionalOnMissingBean
  static TimedStores demeanorTimedStores(ObjectProvider<MeterRegistry> registry) {
    return new TimedStores(registry);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  static final class OfObservations {

    @Bean
    @ConditionalOnMissingBean
    static ObservedMonitor demeanorObservedMonitor(ObjectProvider<ObservationRegistry> registry) {
      return new ObservedMonitor(registry);
    }
  }
}
