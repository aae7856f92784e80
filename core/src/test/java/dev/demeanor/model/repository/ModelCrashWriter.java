package dev.demeanor.model.repository;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.live.KeptLife;
import dev.demeanor.model.Manifest;
import dev.demeanor.retraining.RetrainedModel;
import dev.demeanor.retraining.Retraining;
import dev.demeanor.retraining.RetrainingPlan;
import dev.demeanor.spi.store.SampleStore;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds, trains, promotes and takes back versions until it is killed; says of each what it begins
 * and what is done.
 */
final class ModelCrashWriter {

  /** So large that writing it takes a while. */
  private static final int MODEL_BYTES = 2 << 20;

  private static final int PEOPLE = 6;

  private final ModelRepository repository;
  private final ModelGates gates;
  private final SigningKey key;
  private final int round;
  private @Nullable SampleStore samples;

  private ModelCrashWriter(ModelRepository repository, Path keys, Path key, int round)
      throws Exception {
    this.repository = repository;
    this.gates = Versions.gates(new SumBackend()).trusting(KeyFiles.trusted(keys));
    this.key = KeyFiles.read(key);
    this.round = round;
  }

  public static void main(String... args) throws Exception {
    Path models = Path.of(args[0]);
    try (ModelRepository repository = ModelRepository.open(models)) {
      ModelCrashWriter writer =
          new ModelCrashWriter(
              repository, models.resolve("keys"), Path.of(args[1]), Integer.parseInt(args[2]));
      for (int i = 0; ; i++) {
        writer.change(i);
      }
    }
  }

  private void change(int i) {
    Instant now = KeptLife.at().plusSeconds(1_000L * round + i);
    switch (i % 5) {
      case 0 -> {
        begin("add");
        done("added", repository.add(large(i), key, now).id());
      }
      case 1 -> promoteNewest(now);
      case 2 -> {
        Retraining retraining = retraining();
        begin("train");
        done("trained", retraining.run(now).version().id());
      }
      case 3 -> promoteNewest(now);
      default -> {
        begin("rollback");
        done("active", repository.rollback("writer", "round " + round, now).version());
      }
    }
  }

  private void promoteNewest(Instant now) {
    Manifest manifest = repository.manifest();
    String newest = manifest.versions().get(manifest.versions().size() - 1).id();
    begin("promote");
    done(
        "active",
        repository.promote(newest, gates, "writer", "round " + round, true, now).version());
  }

  private VersionDraft large(int i) {
    return Versions.large(gates, 1 + round + i / 1e4, MODEL_BYTES);
  }

  private Retraining retraining() {
    SampleStore kept = samples == null ? KeptLife.of(PEOPLE) : samples;
    samples = kept;
    return new Retraining(
        kept,
        repository,
        gates,
        () -> BehaviorMonitor.builder().populationTraining(),
        RetrainedModel.none(),
        key,
        RetrainingPlan.defaults().withSameText(true).withFolds(0),
        "test");
  }

  private static void begin(String what) {
    System.out.println("begin " + what);
  }

  private static void done(String what, String version) {
    System.out.println(what + " " + version);
  }
}
