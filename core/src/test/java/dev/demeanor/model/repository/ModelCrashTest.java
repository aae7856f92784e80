package dev.demeanor.model.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.model.Activation;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that adds, promotes and takes back versions, at random, again and again on one
 * directory: it always opens, and one whole version is active. System property {@code
 * demeanor.crash.rounds} says how often.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ModelCrashTest {

  private static final int ROUNDS = Math.max(1, Integer.getInteger("demeanor.crash.rounds", 20));

  private final SplittableRandom random = new SplittableRandom(17);
  private final List<String> said = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void directory_whoseWriterIsKilled_alwaysServesOneWholeVersion() throws Exception {
    Path models = folder.resolve("models");
    SigningKey key = KeyFiles.readOrMake(models.resolve("keys"), "models");
    ModelGates gates =
        Versions.gates(new SumBackend()).trusting(KeyFiles.trusted(models.resolve("keys")));
    int unfinished = 0;
    for (int round = 0; round < ROUNDS; round++) {
      kill(models, round);
      try (ModelRepository repository = ModelRepository.open(models)) {
        unfinished += hasUnfinished(models) ? 1 : 0;
        assertServes(repository, gates);
        assertLogBelongs(repository);
        ModelVersion next =
            repository.add(
                Versions.model(gates, -1 - round, 0.1), key, Versions.AT.plusSeconds(round));
        assertNoDebris(models, repository.manifest());
        assertThat(repository.manifest().versions()).contains(next);
      }
    }
    assertThat(said).as("what was done in all").hasSizeGreaterThan(2 * ROUNDS);
    System.out.println(ROUNDS + " rounds, " + said.size() + " changes, " + unfinished + " cut off");
  }

  private static void assertServes(ModelRepository repository, ModelGates gates) {
    Manifest manifest = repository.manifest();
    for (ModelVersion version : manifest.versions()) {
      repository.load(version, gates).close();
    }
  }

  /** What was acknowledged is there, and the log ends with what made the active one active. */
  private void assertLogBelongs(ModelRepository repository) {
    Manifest manifest = repository.manifest();
    Set<String> ids =
        manifest.versions().stream().map(ModelVersion::id).collect(Collectors.toSet());
    assertThat(said.stream().map(line -> line.split(" ")[1])).allMatch(ids::contains);
    List<Activation> log = repository.activations();
    long acknowledged = said.stream().filter(line -> line.startsWith("active ")).count();
    assertThat(log).hasSizeGreaterThanOrEqualTo((int) acknowledged);
    if (!log.isEmpty()) {
      assertThat(manifest.activated()).contains(log.get(log.size() - 1));
    }
  }

  private static boolean hasUnfinished(Path models) throws IOException {
    try (Stream<Path> files = Files.walk(models)) {
      return files.anyMatch(
          file ->
              file.getFileName().toString().startsWith(".tmp-")
                  || file.getFileName().toString().equals("activation.next"));
    }
  }

  private static void assertNoDebris(Path models, Manifest manifest) throws IOException {
    Set<String> ids =
        manifest.versions().stream().map(ModelVersion::id).collect(Collectors.toSet());
    assertThat(hasUnfinished(models)).isFalse();
    try (Stream<Path> versions = Files.list(models.resolve("versions"))) {
      assertThat(versions.map(each -> each.getFileName().toString())).allMatch(ids::contains);
    }
  }

  private void kill(Path models, int round) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ModelCrashWriter.class.getName(),
                models.toString(),
                String.valueOf(round))
            .redirectError(folder.resolve("writer-" + round + ".log").toFile())
            .start();
    int enough = said.size() + 2 + random.nextInt(12);
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      while (said.size() < enough) {
        String line = output.readLine();
        assertThat(line).as("what the writer says before it is killed").isNotNull();
        said.add(line);
      }
      long until = System.nanoTime() + random.nextLong(TimeUnit.MILLISECONDS.toNanos(120));
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      writer.destroyForcibly();
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }
}
