package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Versions of models by properties. */
class ModelsTest {

  @TempDir private Path folder;

  private final ApplicationContextRunner contexts =
      Contexts.plain()
          .withConfiguration(AutoConfigurations.of(DemeanorModelsAutoConfiguration.class));

  private static void refused(ApplicationContextRunner contexts, String property) {
    contexts.run(
        context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOfSatisfying(
                    InvalidConfigurationException.class,
                    e -> assertThat(e.property()).isEqualTo(property)));
  }

  @Test
  void withoutProperties_thereAreNoModels() {
    contexts.run(
        context -> {
          assertThat(context).doesNotHaveBean(ModelRepository.class);
          assertThat(context.getBean(StartSummary.class).text()).contains(", models none,");
        });
  }

  @Test
  void directory_isWhereTheMonitorLooks() throws IOException {
    Path models = Files.createDirectory(folder.resolve("models"));
    Object unused = KeyFiles.make(folder.resolve("anna.key"), models.resolve("keys"));
    contexts
        .withPropertyValues("demeanor.models.directory=" + models)
        .run(
            context -> {
              assertThat(context).hasSingleBean(ModelRepository.class);
              assertThat(context.getBean(TrustedKeys.class).names()).containsExactly("anna");
              assertThat(context.getBean(BehaviorMonitor.class).health().dependencies())
                  .containsKey("models");
              assertThat(context.getBean(StartSummary.class).text())
                  .contains(", models deciding by one-class, no version");
            });
  }

  @Test
  void jdbc_keepsThemInTheDatabaseOfTheStores() throws IOException {
    Object unused = KeyFiles.make(folder.resolve("anna.key"), folder.resolve("public"));
    contexts
        .withPropertyValues(
            "demeanor.store.file=" + folder.resolve("db"),
            "demeanor.secret=" + Contexts.SECRET,
            "demeanor.models.jdbc=true",
            "demeanor.models.keys=" + folder.resolve("public"))
        .run(
            context -> {
              assertThat(context.getBean(ModelRepository.class).revision()).isZero();
              assertThat(context.getBean(BehaviorMonitor.class).health().dependencies())
                  .containsKey("models");
            });
  }

  @Test
  void mistakes_nameTheProperty() throws IOException {
    Path models = Files.createDirectory(folder.resolve("models"));
    refused(
        contexts.withPropertyValues("demeanor.models.directory=" + folder.resolve("nowhere")),
        "demeanor.models.directory");
    refused(
        contexts.withPropertyValues(
            "demeanor.models.directory=" + models,
            "demeanor.models.jdbc=true",
            "demeanor.store.type=memory"),
        "demeanor.models.jdbc");
    refused(
        contexts.withPropertyValues("demeanor.models.jdbc=true", "demeanor.store.type=memory"),
        "demeanor.models.jdbc");
    refused(
        contexts.withPropertyValues(
            "demeanor.store.file=" + folder.resolve("db"),
            "demeanor.secret=" + Contexts.SECRET,
            "demeanor.models.jdbc=true"),
        "demeanor.models.keys");
  }
}
