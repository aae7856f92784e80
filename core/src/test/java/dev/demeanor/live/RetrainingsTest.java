package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.model.Artefact;
import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.repository.InMemoryModelStore;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.SumBackend;
import dev.demeanor.model.repository.Versions;
import dev.demeanor.retraining.RetrainedModel;
import dev.demeanor.retraining.Retraining;
import dev.demeanor.retraining.RetrainingPlan;
import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.model.ModelTrainer;
import dev.demeanor.spi.model.TrainingOutcome;
import dev.demeanor.spi.model.TrainingSet;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Versions trained anew from what a monitor kept: measured, nominated, never promoted. */
class RetrainingsTest {

  private static final RetrainingPlan PLAN =
      RetrainingPlan.defaults().withSameText(true).withFolds(2);
  private static final int PEOPLE = 8;

  private final World world = new World();
  private final ModelGates gates = Versions.gates(new SumBackend());
  private final ModelRepository repository = ModelRepository.over(new InMemoryModelStore());
  private final SampleStore samples =
      new InMemorySampleStoreProvider()
          .open(ProviderOptions.none().with(Clock.class, world.clock).with("retention", "P90D"));

  private BehaviorMonitorBuilder builder() {
    return world.direct().samples(samples).models(repository, Versions.TRUSTED);
  }

  private BehaviorMonitor monitor(RetrainingPlan plan) {
    return builder().retraining(plan, Versions.KEY).build();
  }

  private Health.State health(BehaviorMonitor monitor) {
    return monitor.health().dependencies().get("retraining");
  }

  private List<String> actions() {
    return world.records(AuditRecord.ModelActivated.class).stream()
        .map(AuditRecord.ModelActivated::action)
        .toList();
  }

  @Test
  void retrain_measuresAndNominatesButPromotesNothing() {
    try (BehaviorMonitor monitor = monitor(PLAN)) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      RetrainingReport report = monitor.retrain();
      Manifest manifest = repository.manifest();
      assertThat(manifest.candidate()).contains(report.version().id());
      assertThat(manifest.active()).isEmpty();
      assertThat(report.people()).isEqualTo(PEOPLE);
      assertThat(report.version().evaluation().orElseThrow().eer()).isLessThan(0.2);
      assertThat(report.version().training().days()).isEqualTo(14);
      assertThat(health(monitor).status()).isEqualTo(Health.Status.UP);
      assertThat(health(monitor).detail()).contains("nominated " + report.version().id());
      assertThat(actions()).containsExactly("RETRAINED");
      repository.promote(
          report.version().id(), gates, "anna", "good figures", false, world.clock.instant());
    }
    try (BehaviorMonitor next = monitor(PLAN)) {
      assertThat(next.models().active()).isPresent();
    }
  }

  @Test
  void retrain_leavesOutWhatThePlanExcludes() {
    EnrolmentPolicy usual = world.config.enrolment();
    world.config =
        world.config.withEnrolment(
            new EnrolmentPolicy(usual.minimum(), usual.target(), Set.of(), usual.adaptation()));
    try (BehaviorMonitor monitor = monitor(PLAN.withFolds(0))) {
      KeptLife.live(monitor, PEOPLE, Provenance.DEV);
      assertThatThrownBy(monitor::retrain)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("are of 0 people");
      assertThat(health(monitor).status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(actions()).containsExactly("RETRAINING_FAILED");
      assertThat(repository.revision()).isZero();
    }
    RetrainingReport all =
        new Retraining(
                samples,
                repository,
                gates,
                () -> BehaviorMonitor.builder().populationTraining(),
                RetrainedModel.none(),
                Versions.KEY,
                PLAN.withFolds(0).withExcluded(Set.of()),
                "test")
            .run(world.clock.instant());
    assertThat(all.people()).isEqualTo(PEOPLE);
    assertThat(all.version().evaluation()).isEmpty();
  }

  /** Fits nothing: its model adds up what it is given. */
  private record SumTrainer(AtomicReference<TrainingSet> given) implements ModelTrainer {
    @Override
    public String name() {
      return "sum-trainer";
    }

    @Override
    public TrainingOutcome train(TrainingSet set) {
      given.set(set);
      return Versions.trained(set.schema(), 0.5);
    }
  }

  @Test
  void retrain_withATrainer_addsItsModelToTheVersionAndCallsItSo() {
    AtomicReference<TrainingSet> given = new AtomicReference<>();
    RetrainedModel model = RetrainedModel.ofKeystrokes(new SumTrainer(given), "sum");
    try (BehaviorMonitor monitor =
        builder()
            .backend(new SumBackend())
            .retraining(PLAN.withFolds(0), Versions.KEY, model)
            .build()) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      ModelVersion version = monitor.retrain().version();
      assertThat(version.id()).startsWith("sum-trainer-");
      assertThat(version.artefacts())
          .extracting(Artefact::kind)
          .containsExactly(Artefact.Kind.MODEL, Artefact.Kind.POPULATION);
      assertThat(version.training().settings()).containsEntry("backend", "sum-trainer");
      assertThat(given.get().people()).hasSize(PEOPLE);
      assertThat(repository.check(version, gates))
          .extracting(failure -> failure.gate())
          .as("only that it was not measured")
          .containsExactly(Gate.EVALUATION);
    }
  }

  @Test
  void retrain_withATrainerWhoNeedsTheSameText_saysSo() {
    RetrainedModel model =
        RetrainedModel.ofKeystrokes(new SumTrainer(new AtomicReference<>()), "sum");
    try (BehaviorMonitor monitor =
        builder()
            .backend(new SumBackend())
            .retraining(PLAN.withFolds(0).withSameText(false), Versions.KEY, model)
            .build()) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      assertThatThrownBy(monitor::retrain).hasMessageContaining("(sameText)");
      assertThat(repository.revision()).isZero();
    }
  }

  @Test
  void retrain_leavesOutWhoHasWithdrawnConsent() {
    try (BehaviorMonitor monitor = monitor(PLAN.withFolds(0))) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      monitor.privacy().withdrawConsent(SubjectId.of("person-1"));
      assertThat(monitor.retrain().people()).isEqualTo(PEOPLE - 1);
      monitor.privacy().giveConsent(SubjectId.of("person-1"));
      assertThat(monitor.retrain().people()).isEqualTo(PEOPLE);
    }
  }

  @Test
  void retrain_leavesOutWhoHasWithdrawnConsentOnAnotherNode() {
    try (BehaviorMonitor monitor = monitor(PLAN.withFolds(0));
        BehaviorMonitor other = world.direct().build()) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      assertThat(monitor.retrain().people()).isEqualTo(PEOPLE);
      other.privacy().withdrawConsent(SubjectId.of("person-1"));
      assertThat(monitor.retrain().people()).isEqualTo(PEOPLE - 1);
    }
  }

  @Test
  void retrain_leavesOutWhoseErasureIsNotComplete() {
    FailingSamples failing = new FailingSamples(samples);
    try (BehaviorMonitor monitor =
        world
            .direct()
            .samples(failing)
            .models(repository, Versions.TRUSTED)
            .retraining(PLAN.withFolds(0), Versions.KEY)
            .build()) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      failing.down = true;
      assertThat(monitor.privacy().erase(SubjectId.of("person-1"), "REQUEST").pending())
          .containsExactly("samples");
      assertThat(monitor.retrain().people()).isEqualTo(PEOPLE - 1);
    }
  }

  @Test
  void retrain_withAKeyThatNobodyTrusts_addsNothing() {
    SigningKey other = new SigningKey("other", Versions.KEY.key());
    try (BehaviorMonitor monitor = builder().retraining(PLAN.withFolds(0), other).build()) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      assertThatThrownBy(monitor::retrain)
          .isInstanceOf(GateException.class)
          .hasMessageContaining("unknown key \"other\"");
      assertThat(repository.revision()).isZero();
      assertThat(health(monitor).status()).isEqualTo(Health.Status.DEGRADED);
    }
  }

  @Test
  void retrain_takesOnlyTheDaysOfThePlan() {
    try (BehaviorMonitor monitor = monitor(PLAN.withFolds(0))) {
      KeptLife.live(monitor, PEOPLE, Provenance.LIVE);
      world.clock.advance(Duration.ofDays(15));
      assertThatThrownBy(monitor::retrain).hasMessageContaining("of the last 14 days");
    }
    try (BehaviorMonitor monitor = monitor(PLAN.withFolds(0).withDays(90))) {
      assertThat(monitor.retrain().people()).isEqualTo(PEOPLE);
    }
  }

  @Test
  void retrain_thatFails_leavesDecisionsAsTheyWere() {
    try (BehaviorMonitor monitor = monitor(PLAN)) {
      KeptLife.live(monitor, 2, Provenance.LIVE);
      assertThatThrownBy(monitor::retrain).hasMessageContaining("at least 4");
      try (BehaviorSession session =
          monitor.open(World.options(SubjectId.of("person-0"), "after"))) {
        new World.Typist(200, 77).type(session);
        assertThat(session.assess().reasons()).isEmpty();
      }
    }
  }

  @Test
  void retraining_withoutSamplesOrModels_isRefusedAtTheStart() {
    assertThatThrownBy(() -> world.direct().retraining(PLAN, Versions.KEY).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs samples to train from and models");
    try (BehaviorMonitor monitor = builder().build()) {
      assertThatThrownBy(monitor::retrain).hasMessageContaining("pass retraining(plan, key)");
    }
  }

  @Test
  @Timeout(300)
  void retraining_atIntervals_happensByItself() {
    try (BehaviorMonitor first = builder().build()) {
      KeptLife.live(first, PEOPLE, Provenance.LIVE);
    }
    try (BehaviorMonitor monitor =
        world
            .threaded()
            .samples(samples)
            .models(repository, Versions.TRUSTED)
            .retraining(PLAN.withFolds(0).withEvery(Duration.ofSeconds(1)), Versions.KEY)
            .build()) {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
      while (repository.manifest().candidate().isEmpty() && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(repository.manifest().candidate()).isPresent();
      assertThat(monitor.health().live()).isTrue();
    }
  }

  /** As a library of another version than the trainer was compiled with. */
  private record BrokenTrainer(AtomicInteger asked) implements ModelTrainer {
    @Override
    public String name() {
      return "broken-trainer";
    }

    @Override
    public TrainingOutcome train(TrainingSet set) {
      asked.incrementAndGet();
      throw new NoSuchMethodError("of another version");
    }
  }

  @Test
  @Timeout(300)
  void retraining_atIntervals_goesOnAfterAnError() {
    try (BehaviorMonitor first = builder().build()) {
      KeptLife.live(first, PEOPLE, Provenance.LIVE);
    }
    AtomicInteger asked = new AtomicInteger();
    RetrainedModel model = RetrainedModel.ofKeystrokes(new BrokenTrainer(asked), "sum");
    RetrainingPlan often = PLAN.withFolds(0).withEvery(Duration.ofSeconds(1));
    try (BehaviorMonitor monitor =
        world
            .threaded()
            .samples(samples)
            .models(repository, Versions.TRUSTED)
            .backend(new SumBackend())
            .retraining(often, Versions.KEY, model)
            .build()) {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
      while (asked.get() < 2 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(asked).hasValueGreaterThan(1);
      assertThat(health(monitor).status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health(monitor).detail()).contains("NoSuchMethodError: of another version");
    }
  }

  @Test
  void plan_refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> PLAN.withDays(91)).hasMessage("days must be 1 to 90, was 91");
    assertThatThrownBy(() -> PLAN.withFolds(1)).hasMessageContaining("was 1");
    assertThatThrownBy(() -> PLAN.withEvery(Duration.ZERO)).hasMessageContaining("PT1S");
  }
}
