package dev.demeanor.spring;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.Exemptions;
import dev.demeanor.MonitorConfig;
import dev.demeanor.Retention;
import dev.demeanor.audit.AuditChain;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.TemplateStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;

/**
 * The monitor, of the properties under {@code demeanor}. Everything it is made of is a bean that an
 * application may replace by one of its own: the configuration, the stores, the audit sink, any
 * number of listeners, and customizers of the builder.
 */
@AutoConfiguration(after = DemeanorJdbcAutoConfiguration.class)
@ConditionalOnProperty(name = "demeanor.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties({
  DemeanorProperties.class,
  StoreProperties.class,
  BlockProperties.class,
  FactorProperties.class,
  ExemptionProperties.class,
  DriftProperties.class,
  RetentionProperties.class,
  SpoolProperties.class,
  AuditProperties.class
})
public final class DemeanorAutoConfiguration {

  /** Made by Spring. */
  DemeanorAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  MonitorConfig demeanorMonitorConfig(
      DemeanorProperties properties, BlockProperties blocks, FactorProperties factors) {
    return MonitorConfigs.of(properties, blocks, factors);
  }

  @Bean
  @ConditionalOnMissingBean
  Exemptions demeanorExemptions(DemeanorProperties properties, ExemptionProperties exempt) {
    return Keeping.exemptions(properties.tenant(), exempt);
  }

  @Bean
  @ConditionalOnMissingBean
  Retention demeanorRetention(RetentionProperties retention) {
    return Keeping.retention(retention);
  }

  @Bean
  @ConditionalOnMissingBean
  DriftPolicy demeanorDriftPolicy(DriftProperties drift) {
    return DriftPolicies.of(drift);
  }

  @Bean
  @ConditionalOnMissingBean
  AuditChain demeanorAuditChain(DemeanorProperties properties) {
    try {
      return AuditChain.defaults().withNode(properties.node());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.node", String.valueOf(e.getMessage()), "Give the process another name.", e);
    }
  }

  @Bean
  @ConditionalOnMissingBean
  RecentDecisions demeanorRecentDecisions(DemeanorProperties properties) {
    try {
      return new RecentDecisions(properties.recentDecisions());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.recent-decisions", String.valueOf(e.getMessage()), "Keep at least one.", e);
    }
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  BehaviorMonitor demeanorMonitor(
      DemeanorProperties properties,
      MonitorConfig config,
      AuditChain chain,
      Exemptions exemptions,
      Retention retention,
      DriftPolicy drift,
      SpoolProperties spool,
      AuditProperties recording,
      ObjectProvider<TemplateStore> templates,
      ObjectProvider<BlockStore> blocks,
      ObjectProvider<SecurityEventStore> events,
      ObjectProvider<SampleStore> samples,
      ObjectProvider<AuditSink> audit,
      ObjectProvider<DecisionListener> listeners,
      ObjectProvider<MonitorCustomizer> customizers) {
    BehaviorMonitorBuilder builder =
        BehaviorMonitor.builder()
            .config(config)
            .auditChain(chain)
            .exemptions(exemptions)
            .retention(retention)
            .drift(drift);
    Keeping.spool(builder, spool);
    Keeping.audit(builder, recording);
    templates.ifUnique(builder::templates);
    blocks.ifUnique(builder::blocks);
    events.ifUnique(builder::securityEvents);
    samples.ifUnique(builder::samples);
    audit.ifUnique(builder::audit);
    String secret = secret(properties, config);
    if (secret != null) {
      builder.pseudonymKey(Secrets.derive(secret, "pseudonyms"));
    }
    listeners.orderedStream().forEach(builder::listener);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  private static @Nullable String secret(DemeanorProperties properties, MonitorConfig config) {
    if (config.enforcement() != null) {
      return Secrets.require("demeanor.secret", properties.secret(), "in ENFORCE");
    }
    return properties.secret() == null
        ? null
        : Secrets.check("demeanor.secret", properties.secret());
  }

  @Bean
  @ConditionalOnMissingBean
  StartSummary demeanorStartSummary(
      BehaviorMonitor monitor,
      DemeanorProperties properties,
      ObjectProvider<JdbcStoreOptions> jdbc,
      ObjectProvider<TemplateStore> templates,
      ResourceLoader resources) {
    return new StartSummary(
        monitor,
        properties.secret() != null,
        store(jdbc.getIfAvailable(), templates.getIfUnique()),
        Objects.requireNonNullElse(resources.getClassLoader(), getClass().getClassLoader()));
  }

  private static @Nullable String store(
      @Nullable JdbcStoreOptions jdbc, @Nullable TemplateStore templates) {
    if (jdbc != null) {
      return jdbc.describe();
    }
    return templates == null ? null : "of the application";
  }
}
