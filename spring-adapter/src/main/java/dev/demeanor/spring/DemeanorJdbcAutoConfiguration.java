package dev.demeanor.spring;

import dev.demeanor.keyring.EncryptedSampleStore;
import dev.demeanor.keyring.EncryptedTemplateStore;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.store.jdbc.JdbcAuditSinkProvider;
import dev.demeanor.store.jdbc.JdbcBlockStoreProvider;
import dev.demeanor.store.jdbc.JdbcSampleStoreProvider;
import dev.demeanor.store.jdbc.JdbcSecurityEventStoreProvider;
import dev.demeanor.store.jdbc.JdbcTemplateStoreProvider;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * The stores in a database: an embedded one in the file that is named, else the application's.
 * Templates are encrypted under a key that is made of {@code demeanor.secret}.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnProperty(name = "demeanor.enabled", havingValue = "true", matchIfMissing = true)
@ConditionalOnClass({DataSource.class, JdbcTemplateStoreProvider.class})
@Conditional(OnJdbcStore.class)
@EnableConfigurationProperties({
  DemeanorProperties.class,
  StoreProperties.class,
  SampleProperties.class
})
public final class DemeanorJdbcAutoConfiguration {

  /** Made by Spring. */
  DemeanorJdbcAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  JdbcStoreOptions demeanorJdbcStoreOptions(
      StoreProperties store, DemeanorProperties properties, ObjectProvider<DataSource> sources) {
    ProviderOptions options =
        ProviderOptions.none()
            .with("initialize-schema", store.initializeSchema())
            .with("table-prefix", store.tablePrefix())
            .with("timeout", store.timeout().toString())
            .with("tenant", properties.tenant());
    DataSource source = store.file() == null ? sources.getIfUnique() : null;
    if (source != null) {
      return new JdbcStoreOptions(options.with(DataSource.class, source));
    }
    String file = store.file() == null ? StoreProperties.DEFAULT_FILE : store.file();
    return new JdbcStoreOptions(options.with("file", file));
  }

  @Bean
  @ConditionalOnMissingBean
  KeyRing demeanorKeyRing(DemeanorProperties properties) {
    String secret =
        Secrets.require(
            "demeanor.secret", properties.secret(), "when templates are kept in a database");
    return Keys.ring(secret, properties.keys());
  }

  /** Not a store itself, so that what is put around stores leaves its keys in reach. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  EncryptedTemplates demeanorEncryptedTemplates(JdbcStoreOptions jdbc, KeyRing ring) {
    return new EncryptedTemplates(
        new EncryptedTemplateStore(
            new JdbcTemplateStoreProvider().open(jdbc.options()), ring, Clock.systemUTC()));
  }

  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  TemplateStore demeanorTemplateStore(EncryptedTemplates templates) {
    return templates.store();
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  BlockStore demeanorBlockStore(JdbcStoreOptions jdbc) {
    return new JdbcBlockStoreProvider().open(jdbc.options());
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  SecurityEventStore demeanorSecurityEventStore(JdbcStoreOptions jdbc) {
    return new JdbcSecurityEventStoreProvider().open(jdbc.options());
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  @ConditionalOnProperty(name = "demeanor.samples.enabled", matchIfMissing = true)
  SampleStore demeanorSampleStore(
      JdbcStoreOptions jdbc, EncryptedTemplates templates, SampleProperties samples) {
    String retention = Keeping.samples(samples.retention());
    return new EncryptedSampleStore(
        new JdbcSampleStoreProvider().open(jdbc.options().with("retention", retention)),
        templates.store());
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  AuditSink demeanorAuditSink(JdbcStoreOptions jdbc) {
    return new JdbcAuditSinkProvider().open(jdbc.options());
  }
}
