package dev.demeanor.model.repository;

import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import java.nio.file.Path;
import java.time.Instant;

/** Adds, promotes and takes back versions until it is killed; says each thing that is done. */
final class ModelCrashWriter {

  private ModelCrashWriter() {}

  public static void main(String... args) throws Exception {
    Path models = Path.of(args[0]);
    int round = Integer.parseInt(args[1]);
    ModelGates gates =
        Versions.gates(new SumBackend()).trusting(KeyFiles.trusted(models.resolve("keys")));
    SigningKey key = KeyFiles.readOrMake(models.resolve("keys"), "models");
    try (ModelRepository repository = ModelRepository.open(models)) {
      for (int i = 0; ; i++) {
        Manifest manifest = repository.manifest();
        Instant now = Instant.EPOCH.plusSeconds(1_000L * round + i);
        if (i % 3 == 0) {
          ModelVersion version =
              repository.add(Versions.model(gates, 1 + round + i / 1e4, 0.1), key, now);
          System.out.println("added " + version.id());
        } else if (i % 3 == 1) {
          ModelVersion last = manifest.versions().get(manifest.versions().size() - 1);
          repository.promote(last.id(), gates, "writer", "round " + round, false, now);
          System.out.println("active " + last.id());
        } else if (manifest.previous().isPresent()) {
          String back = repository.rollback("writer", "round " + round, now).version();
          System.out.println("active " + back);
        }
      }
    }
  }
}
