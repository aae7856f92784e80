package dev.demeanor.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.ModelRepository;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One byte of a version or of the manifest is another: a forest that was really trained, places of
 * every kind. Each flip is refused, and a monitor goes on by the version that it has.
 */
class FlippedBytesTest {

  /** Flips for each kind of place, fewer where there are fewer places. */
  private static final int FLIPS = 25;

  private static final long SEED = 72;

  private static final AtomicLong TICKER = new AtomicLong();

  @TempDir private static Path folder;
  private static ModelRepository repository;
  private static ModelGates gates;
  private static BehaviorMonitor monitor;
  private static String active;
  private static String forest;

  @BeforeAll
  static void trainTwo() throws IOException {
    Path models = folder.resolve("models");
    active = train(models, "statistical");
    forest = train(models, "tribuo-forest");
    ModelsPlace directory = ModelsPlace.existing(models);
    repository = directory.repository();
    gates = BehaviorMonitor.builder().modelGates(directory.trusted());
    repository.promote(active, gates, "anna", "first", true, Instant.EPOCH);
    monitor =
        BehaviorMonitor.builder()
            .models(repository, directory.trusted())
            .executor(Runnable::run)
            .ticker(TICKER::get)
            .build();
  }

  @AfterAll
  static void close() {
    monitor.close();
    repository.close();
  }

  private static String train(Path models, String backend) throws IOException {
    Path data = Files.write(folder.resolve(backend + ".csv"), SyntheticPasswords.lines(8, 6, SEED));
    Path key = folder.resolve("own/anna.key");
    Tool trained =
        Tool.run(
            "train",
            "--dataset",
            "cmu",
            "--data",
            data,
            "--models",
            models,
            "--backend",
            backend,
            "--folds",
            "0",
            Files.exists(key) ? "--key" : "--new-key",
            key);
    assertThat(trained.err()).isEmpty();
    return trained.out().lines().findFirst().orElseThrow().split("\\s+", 2)[1];
  }

  private Path file(String version, String name) {
    return folder.resolve("models").resolve("versions").resolve(version).resolve(name);
  }

  /** Flips bytes of each kind, one at a time, and puts each right again. */
  private <K extends Enum<K>> int flip(Path file, Map<K, List<Integer>> places, Check check)
      throws IOException {
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(SEED);
    int flips = 0;
    try {
      for (Map.Entry<K, List<Integer>> each : places.entrySet()) {
        assertThat(each.getValue()).as("places of %s", each.getKey()).isNotEmpty();
        for (int i = 0; i < Math.min(FLIPS, each.getValue().size()); i++) {
          int at = each.getValue().get(random.nextInt(each.getValue().size()));
          byte[] flipped = whole.clone();
          flipped[at] ^= (byte) (1 + random.nextInt(255));
          Files.write(file, flipped);
          check.refused(each.getKey() + " at byte " + at);
          goesOn();
          flips++;
        }
      }
    } finally {
      Files.write(file, whole);
    }
    return flips;
  }

  private interface Check {
    void refused(String what);
  }

  /** The monitor looks for a change, decides, and does so by the active version. */
  private void goesOn() {
    TICKER.addAndGet(TimeUnit.SECONDS.toNanos(1));
    SessionOptions options =
        SessionOptions.of(new SubjectId("default", "alice"), new SessionId("s"));
    try (BehaviorSession session = monitor.open(options)) {
      Decision decision = session.assess();
      assertThat(decision.has(ReasonCode.INTERNAL_ERROR)).isFalse();
    }
    assertThat(monitor.models().active()).contains(active);
  }

  @Test
  void aByteOfAModel_isRefusedByItsDigest() throws IOException {
    Path file = file(forest, "relative.onnx");
    int flips =
        flip(
            file,
            OnnxPlaces.of(Files.readAllBytes(file)),
            what ->
                assertThatThrownBy(
                        () -> repository.promote(forest, gates, "bob", "try", true, Instant.EPOCH))
                    .as(what)
                    .isInstanceOfSatisfying(
                        GateException.class,
                        e -> assertThat(e.failures().get(0).gate()).isEqualTo(Gate.DIGEST))
                    .hasMessageContaining("file relative.onnx has SHA-256"));
    assertThat(flips).isGreaterThan(75);
    repository.load(repository.manifest().find(forest).orElseThrow(), gates).close();
  }

  @Test
  void aByteOfAPopulation_isRefusedByItsDigest() throws IOException {
    Path file = file(forest, "population.json");
    int flips =
        flip(
            file,
            Map.of(Place.ANY, IntStream.range(0, (int) Files.size(file)).boxed().toList()),
            what ->
                assertThatThrownBy(
                        () -> repository.promote(forest, gates, "bob", "try", true, Instant.EPOCH))
                    .as(what)
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("digest: file population.json has SHA-256"));
    assertThat(flips).isEqualTo(FLIPS);
  }

  private enum Place {
    ANY
  }

  @Test
  void aByteOfTheManifest_isRefusedAsDamage() throws IOException {
    Path file = folder.resolve("models").resolve("manifest.json");
    int flips =
        flip(
            file,
            JsonPlaces.of(Files.readAllBytes(file)),
            what ->
                assertThatThrownBy(repository::manifest)
                    .as(what)
                    .isInstanceOf(CorruptStateException.class)
                    .message()
                    .containsAnyOf(
                        "no JSON",
                        "this is no manifest",
                        "manifest format",
                        "damaged or was edited"));
    assertThat(flips).isEqualTo(JsonPlaces.Kind.values().length * FLIPS);
    assertThat(repository.manifest().active()).contains(active);
  }
}
