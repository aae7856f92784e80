package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.model.repository.KeyFiles;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Versions of models by properties. */
class ModelsTest {

  private static final int PEOPLE = 6;

  @TempDir private Path folder;

  private final ApplicationContextRunner contexts =
      Contexts.plain()
          .withConfiguration(AutoConfigurations.of(DemeanorModelsAutoConfiguration.class));

  private static void refused(ApplicationContextRunner contexts, String property) {
    contexts.run(
        context ->
            assertThat(
                    Stream.iterate(
                            context.getStartupFailure(), Objects::nonNull, Throwable::getCause)
                        .filter(InvalidConfigurationException.class::isInstance)
                        .map(e -> ((InvalidConfigurationException) e).property()))
                .containsExactly(property));
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

  private ApplicationContextRunner retraining() throws IOException {
    Path key = folder.resolve("anna.key");
    if (!Files.exists(key)) {
      Object unused = KeyFiles.make(key, folder.resolve("public"));
    }
    return contexts.withPropertyValues(
        "demeanor.store.file=" + folder.resolve("db"),
        "demeanor.secret=" + Contexts.SECRET,
        "demeanor.models.jdbc=true",
        "demeanor.models.keys=" + folder.resolve("public"),
        "demeanor.deadline=30s",
        "demeanor.retraining.key=" + key);
  }

  @Test
  void retraining_isNotDoneUnlessAKeyIsNamed() throws IOException {
    retraining()
        .withPropertyValues("demeanor.retraining.key=")
        .run(
            context -> {
              BehaviorMonitor monitor = context.getBean(BehaviorMonitor.class);
              assertThat(monitor.health().dependencies()).doesNotContainKey("retraining");
              assertThatThrownBy(monitor::retrain).isInstanceOf(IllegalStateException.class);
            });
  }

  @Test
  void retraining_nominatesWhatWasTrainedFromTheSamples() throws IOException {
    retraining()
        .withPropertyValues("demeanor.retraining.same-text=true", "demeanor.retraining.folds=0")
        .run(
            context -> {
              BehaviorMonitor monitor = context.getBean(BehaviorMonitor.class);
              assertThat(monitor.health().dependencies()).containsKey("retraining");
              for (int person = 0; person < PEOPLE; person++) {
                comeThrice(monitor, person);
                assertThat(monitor.settle(Duration.ofMinutes(2))).isTrue(); // no queue is full
              }
              RetrainingReport report = monitor.retrain();
              assertThat(report.people()).isEqualTo(PEOPLE);
              assertThat(report.version().training().days()).isEqualTo(14);
              assertThat(context.getBean(ModelRepository.class).manifest().candidate())
                  .contains(report.version().id());
            });
  }

  private static void comeThrice(BehaviorMonitor monitor, int number) {
    SimulatedPerson person = SimulatedPerson.ofSeed(number, 10);
    for (int s = 0; s < 3; s++) {
      SessionOptions options =
          SessionOptions.of(
                  SubjectId.of("person-" + number), new SessionId("s-" + number + "-" + s))
              .asVouched();
      try (BehaviorSession session = monitor.open(options)) {
        int field = session.field("password", 0);
        for (int entry = 0; entry < 25; entry++) {
          person.signIn(session, field);
          Object unused = session.assess();
        }
      }
    }
  }

  @Test
  void retraining_thatCannotBe_namesTheProperty() throws IOException {
    refused(
        retraining().withPropertyValues("demeanor.retraining.key=" + folder.resolve("nowhere")),
        "demeanor.retraining.key");
    refused(
        retraining().withPropertyValues("demeanor.samples.enabled=false"),
        "demeanor.retraining.key");
    refused(retraining().withPropertyValues("demeanor.retraining.days=91"), "demeanor.retraining");
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
