package dev.demeanor.spring.actuate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.spring.DemeanorAutoConfiguration;
import dev.demeanor.spring.RecentDecisions;
import dev.demeanor.spring.StartSummary;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health and the endpoint, where the application has an Actuator. */
@AutoConfiguration(after = DemeanorAutoConfiguration.class)
@ConditionalOnProperty(name = "demeanor.actuator.enabled", matchIfMissing = true)
@ConditionalOnBean(BehaviorMonitor.class)
public final class DemeanorActuatorAutoConfiguration {

  /** Made by Spring. */
  DemeanorActuatorAutoConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  static final class OfHealth {

    @Bean
    @ConditionalOnEnabledHealthIndicator("demeanor")
    @ConditionalOnMissingBean(name = "demeanorHealthIndicator")
    HealthIndicator demeanorHealthIndicator(BehaviorMonitor monitor) {
      return new DemeanorHealthIndicator(monitor);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
  static final class OfEndpoint {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    DemeanorEndpoint demeanorEndpoint(
        BehaviorMonitor monitor, RecentDecisions decisions, StartSummary summary) {
      return new DemeanorEndpoint(monitor, decisions, summary);
    }
  }
}
