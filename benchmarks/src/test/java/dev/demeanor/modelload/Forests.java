package dev.demeanor.modelload;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.evidence.RelativeProvider;
import dev.demeanor.model.ModelEvaluation;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.model.TrainingOrigin;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.model.repository.SigningKey;
import dev.demeanor.model.repository.VersionDraft;
import dev.demeanor.models.tribuo.ForestTrainerProvider;
import dev.demeanor.population.BackgroundPerson;
import dev.demeanor.population.BackgroundSession;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.testkit.SimulatedEntry;
import dev.demeanor.testkit.SimulatedTypist;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Versions with a random forest each, trained on <em>simulated</em> people. */
final class Forests {

  static final int KEYS = 10;
  private static final int PEOPLE = 8;
  private static final int ENTRIES = 25;
  private static final int SESSIONS = 3;
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");

  private Forests() {}

  static List<ModelVersion> add(
      ModelRepository repository, ModelGates gates, SigningKey key, int count, String loader) {
    PopulationTraining training = BehaviorMonitor.builder().populationTraining().sameText(true);
    List<BackgroundPerson> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(person(training, i));
    }
    ModelDetector relative = (ModelDetector) new RelativeProvider().create(ProviderOptions.none());
    List<ModelVersion> versions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TrainedModel forest =
          (TrainedModel)
              new ForestTrainerProvider()
                  .create(ProviderOptions.none())
                  .train(training.trainingSet(relative, people, 42 + i).orElseThrow());
      VersionDraft draft =
          new VersionDraft(gates, origin(i))
              .model(forest, "keystroke", relative.name(), loader)
              .evaluated(evaluation());
      versions.add(repository.add(draft, key, AT.plusSeconds(i)));
    }
    return versions;
  }

  private static BackgroundPerson person(PopulationTraining training, int number) {
    SimulatedTypist typist = SimulatedTypist.ofSeed(500 + number, KEYS);
    BackgroundPerson person = training.person("person-" + number);
    long micros = 0;
    for (int s = 0; s < SESSIONS; s++) {
      try (BackgroundSession session = person.open(DeviceClass.DESKTOP)) {
        int field = session.field("password", 0);
        for (int i = 0; i < ENTRIES; i++) {
          SimulatedEntry entry = typist.entry(micros);
          EventBuffer events = new EventBuffer(64);
          entry.events(field).forEach(events::add);
          session.feed(events);
          micros = entry.endMicros() + 5_000_000;
        }
      }
      typist.nextDay();
    }
    return person;
  }

  private static TrainingOrigin origin(int number) {
    return new TrainingOrigin(
        "simulated",
        "",
        0,
        Instant.EPOCH,
        AT,
        PEOPLE,
        (long) SESSIONS * PEOPLE * ENTRIES,
        42 + number,
        "test",
        Map.of(),
        Map.of());
  }

  /** Alike for all, so that each may follow each. */
  private static ModelEvaluation evaluation() {
    return new ModelEvaluation(
        "simulated", "d".repeat(64), "none", 0.1, 0.05, 0.15, 100, 100, 0, 1, 0.8, 0.5);
  }
}
