package dev.demeanor.spring;

import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.retraining.RetrainedModel;
import dev.demeanor.retraining.RetrainingPlan;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.store.jdbc.JdbcModelStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Versions of models, in a directory or in the database of the stores. */
@AutoConfiguration(
    after = DemeanorJdbcAutoConfiguration.class,
    before = DemeanorAutoConfiguration.class)
@ConditionalOnProperty(name = "demeanor.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties({ModelsProperties.class, RetrainingProperties.class})
public final class DemeanorModelsAutoConfiguration {

  private static final String DIRECTORY = "demeanor.models.directory";
  private static final String JDBC = "demeanor.models.jdbc";
  private static final String KEYS = "demeanor.models.keys";

  /** Made by Spring. */
  DemeanorModelsAutoConfiguration() {}

  /** In a directory. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(DIRECTORY)
  static class InDirectory {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ModelRepository demeanorModels(ModelsProperties models) {
      if (models.jdbc()) {
        throw new InvalidConfigurationException(
            JDBC, "must not be true beside " + DIRECTORY, "Name one place for models.", null);
      }
      return ModelRepository.open(folder(DIRECTORY, models.directory()));
    }
  }

  /** In the database. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = JDBC, havingValue = "true")
  @ConditionalOnClass(JdbcModelStoreProvider.class)
  static class InDatabase {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ModelRepository demeanorModels(ObjectProvider<JdbcStoreOptions> database) {
      JdbcStoreOptions options = database.getIfAvailable();
      if (options == null) {
        throw new InvalidConfigurationException(
            JDBC,
            "needs the stores to be in a database, they are in memory",
            "Add a DataSource, or name demeanor.store.file.",
            null);
      }
      return ModelRepository.over(new JdbcModelStoreProvider().open(options.options()));
    }
  }

  @Bean
  @ConditionalOnBean(ModelRepository.class)
  @ConditionalOnMissingBean
  TrustedKeys demeanorModelKeys(ModelsProperties models) {
    try {
      return KeyFiles.trusted(keys(models));
    } catch (IOException | CorruptStateException e) {
      throw new InvalidConfigurationException(
          KEYS, String.valueOf(e.getMessage()), "Keep Ed25519 public keys (PEM) in it.", e);
    }
  }

  @Bean
  @ConditionalOnBean(ModelRepository.class)
  MonitorCustomizer demeanorModelsCustomizer(ModelRepository repository, TrustedKeys keys) {
    return builder -> builder.models(repository, keys);
  }

  @Bean
  @ConditionalOnProperty(RetrainingPlans.KEY)
  MonitorCustomizer demeanorRetraining(
      RetrainingProperties retraining,
      ObjectProvider<RetrainedModel> model,
      ObjectProvider<ModelRepository> models,
      ObjectProvider<SampleStore> samples) {
    if (retraining.key() == null || retraining.key().isBlank()) { // as by ${KEY:}
      return builder -> {};
    }
    SigningKey key = RetrainingPlans.key(retraining.key());
    RetrainingPlan plan = RetrainingPlans.of(retraining);
    if (models.getIfUnique() == null || samples.getIfUnique() == null) {
      throw new InvalidConfigurationException(
          RetrainingPlans.KEY,
          "needs samples to train from and a place for models",
          "Keep the stores in a database with demeanor.samples.enabled=true, and name "
              + DIRECTORY
              + " or "
              + JDBC
              + ".",
          null);
    }
    RetrainedModel trained = model.getIfUnique(RetrainedModel::none);
    return builder -> builder.retraining(plan, key, trained);
  }

  private static Path keys(ModelsProperties models) {
    return models.keys() == null && models.directory() != null
        ? Path.of(models.directory(), "keys")
        : folder(KEYS, models.keys());
  }

  private static Path folder(String property, @Nullable String name) {
    if (name == null || !Files.isDirectory(Path.of(name))) {
      throw new InvalidConfigurationException(
          property,
          "must name a folder that is there, was \"" + name + "\"",
          "Make it with `demeanor train`, or correct its path.",
          null);
    }
    return Path.of(name);
  }
}
