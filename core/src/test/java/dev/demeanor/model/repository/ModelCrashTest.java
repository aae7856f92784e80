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
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that adds, trains, promotes and takes back versions, again and again on one
 * directory, at a random moment of an operation: it always opens, and one whole version is active.
 * System property {@code demeanor.crash.rounds} says how often.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ModelCrashTest {

  private static final int ROUNDS = Math.max(1, Integer.getInteger("demeanor.crash.rounds", 20));

  /** After so many rounds another directory: a manifest of thousands of versions takes long. */
  private static final int ROUNDS_OF_DIRECTORY = 20;

  private final SplittableRandom random = new SplittableRandom(17);

  /** How long operations usually take, in nanoseconds, by what they are. */
  private final Map<String, Double> usual = new TreeMap<>();

  private final Map<String, Integer> killed = new TreeMap<>();
  private final Map<String, Integer> found = new TreeMap<>();
  private final List<String> said = new ArrayList<>();
  private int changes;

  @TempDir private Path folder;

  @Test
  void directory_whoseWriterIsKilled_alwaysServesOneWholeVersion() throws Exception {
    int unfinished = 0;
    Path models = folder;
    SigningKey key = null;
    for (int round = 0; round < ROUNDS; round++) {
      if (key == null || round % ROUNDS_OF_DIRECTORY == 0) {
        models = folder.resolve("models-" + round);
        key = KeyFiles.make(folder.resolve("writer-" + round + ".key"), models.resolve("keys"));
        said.clear();
      }
      ModelGates gates =
          Versions.gates(new SumBackend()).trusting(KeyFiles.trusted(models.resolve("keys")));
      kill(models, folder.resolve(key.id() + ".key"), round);
      try (ModelRepository repository = ModelRepository.open(models)) {
        unfinished += countUnfinished(models, repository.manifest()) ? 1 : 0;
        assertServes(repository, gates);
        assertLogBelongs(repository);
        ModelVersion next =
            repository.add(
                Versions.model(gates, -1 - round, 0.1), key, Versions.AT.plusSeconds(round));
        assertNoDebris(models, repository.manifest());
        assertThat(repository.manifest().versions()).contains(next);
      }
    }
    assertThat(changes).as("what was done in all").isGreaterThan(ROUNDS);
    System.out.println(
        ROUNDS
            + " rounds, "
            + changes
            + " changes, killed in "
            + killed
            + ", left unfinished in "
            + unfinished
            + " rounds: "
            + found);
  }

  /** Every version that is named is whole; those in use pass all gates. */
  private static void assertServes(ModelRepository repository, ModelGates gates) {
    Manifest manifest = repository.manifest();
    List<ModelVersion> versions = manifest.versions();
    for (ModelVersion version :
        versions.subList(Math.max(0, versions.size() - 8), versions.size())) {
      repository.load(version, gates).close();
    }
    manifest.activeVersion().ifPresent(active -> repository.load(active, gates).close());
    manifest
        .candidate()
        .flatMap(manifest::find)
        .ifPresent(candidate -> repository.load(candidate, gates).close());
  }

  /** What was acknowledged is there, and the log ends with what made the active one active. */
  private void assertLogBelongs(ModelRepository repository) {
    Manifest manifest = repository.manifest();
    Set<String> ids =
        manifest.versions().stream().map(ModelVersion::id).collect(Collectors.toSet());
    assertThat(said.stream().map(line -> line.split(" ")[1])).allMatch(ids::contains);
    List<Activation> log =
        repository.activations().stream()
            .filter(each -> each.action() != Activation.Action.NOMINATED)
            .toList();
    long acknowledged = said.stream().filter(line -> line.startsWith("active ")).count();
    assertThat(log).hasSizeGreaterThanOrEqualTo((int) acknowledged);
    if (!log.isEmpty()) {
      assertThat(manifest.activated()).contains(log.get(log.size() - 1));
    }
  }

  private boolean countUnfinished(Path models, Manifest manifest) throws IOException {
    List<String> left = unfinished(models, manifest);
    left.forEach(each -> found.merge(each, 1, Integer::sum));
    return !left.isEmpty();
  }

  private static List<String> unfinished(Path models, Manifest manifest) throws IOException {
    Set<String> ids =
        manifest.versions().stream().map(ModelVersion::id).collect(Collectors.toSet());
    List<String> left = new ArrayList<>();
    try (Stream<Path> files = Files.walk(models)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(".tmp-")) {
          left.add("half a file");
        } else if (name.equals("activation.next")) {
          left.add("line that waits");
        } else if (models.resolve("versions").equals(file.getParent()) && !ids.contains(name)) {
          left.add("files nobody names");
        }
      }
    }
    return left;
  }

  private static void assertNoDebris(Path models, Manifest manifest) throws IOException {
    assertThat(unfinished(models, manifest)).isEmpty();
  }

  private void kill(Path models, Path key, int round) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ModelCrashWriter.class.getName(),
                models.toString(),
                key.toString(),
                String.valueOf(round))
            .redirectError(folder.resolve("writer-" + round + ".log").toFile())
            .start();
    int operations = 1 + random.nextInt(9);
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      String operation = "";
      long begun = 0;
      while (operations > 0) {
        String line = output.readLine();
        assertThat(line).as("what the writer says before it is killed").isNotNull();
        long now = System.nanoTime();
        if (line.startsWith("begin ")) {
          operation = line.substring("begin ".length());
          begun = now;
          operations--;
        } else {
          usual.merge(operation, (double) (now - begun), (before, one) -> 0.7 * before + 0.3 * one);
          acknowledged(line);
        }
      }
      double length = usual.getOrDefault(operation, (double) TimeUnit.MILLISECONDS.toNanos(20));
      double share =
          random.nextBoolean() ? 1.2 * random.nextDouble() : 0.7 + random.nextDouble() / 2;
      long until = begun + (long) (share * length); // half of them near its end, where it writes
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      boolean unused = writer.toHandle().destroyForcibly(); // leaves its pipe open
      killed.merge(operation, 1, Integer::sum);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches("(added|active|trained) \\S+-[0-9a-f]{12}")) { // the last may be cut
          acknowledged(line);
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private void acknowledged(String line) {
    said.add(line);
    changes++;
  }
}
