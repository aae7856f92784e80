package dev.demeanor.model.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is wrong with a file or a manifest is refused with a word of its own; the active stays.
 */
class ModelGatesTest {

  private final SumBackend backend = new SumBackend();
  private final ModelGates gates = Versions.gates(backend);

  @TempDir private Path folder;
  private ModelRepository repository;
  private ModelVersion active;

  @BeforeEach
  void promoteOne() {
    repository = ModelRepository.open(folder);
    active = repository.add(Versions.population(gates, 6, 0.1), Versions.KEY, Versions.AT);
    repository.promote(active.id(), gates, "anna", "first", false, Versions.AT);
  }

  @AfterEach
  void close() {
    assertThat(backend.open).as("scorers left open").hasValue(0);
    repository.close();
  }

  private ModelVersion add(VersionDraft draft) {
    return repository.add(draft, Versions.KEY, Versions.AT.plusSeconds(1));
  }

  private Path file(ModelVersion version) {
    return folder
        .resolve("versions")
        .resolve(version.id())
        .resolve(version.artefacts().get(0).file());
  }

  private void refused(ModelVersion version, Gate gate, String... words) {
    assertThatThrownBy(
            () -> repository.promote(version.id(), gates, "bob", "try", true, Versions.AT))
        .isInstanceOfSatisfying(
            GateException.class, e -> assertThat(e.failures().get(0).gate()).isEqualTo(gate))
        .message()
        .contains(words);
    assertThat(repository.manifest().active()).contains(active.id());
    repository.load(active, gates).close();
  }

  @Test
  void flippedByteOfAPopulation_isRefused() throws IOException {
    ModelVersion next = add(Versions.population(gates, 7, 0.1));
    flip(file(next), 500);
    refused(next, Gate.DIGEST, "population.json", "it was changed or swapped");
  }

  @Test
  void flippedByteOfAModel_isRefused() throws IOException {
    ModelVersion next = add(Versions.model(gates, 1, 0.1));
    for (int i = 0; i < Double.BYTES; i++) {
      flip(file(next), i);
      refused(next, Gate.DIGEST, "relative.onnx");
      flip(file(next), i);
    }
    assertThat(repository.check(next, gates)).isEmpty();
  }

  private static void flip(Path file, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void truncatedFile_isRefused() throws IOException {
    ModelVersion next = add(Versions.model(gates, 1, 0.1));
    Files.write(file(next), new byte[3]);
    refused(next, Gate.SIZE, "has 3 bytes, the manifest says 8");
  }

  @Test
  void longerFile_isRefusedWithoutBeingReadWhole() throws IOException {
    ModelVersion next = add(Versions.model(gates, 1, 0.1));
    Files.write(file(next), new byte[100_000]);
    refused(next, Gate.SIZE, "has more than the 8 bytes it may have");
  }

  @Test
  void swappedModels_areRefused() throws IOException {
    ModelVersion one = add(Versions.model(gates, 1, 0.1));
    ModelVersion two =
        repository.add(Versions.model(gates, 2, 0.1), Versions.KEY, Versions.AT.plusSeconds(2));
    byte[] first = Files.readAllBytes(file(one));
    Files.write(file(one), Files.readAllBytes(file(two)));
    Files.write(file(two), first);
    refused(one, Gate.DIGEST, "it was changed or swapped");
    refused(two, Gate.DIGEST, "it was changed or swapped");
  }

  @Test
  void missingFile_isRefused() throws IOException {
    ModelVersion next = add(Versions.model(gates, 1, 0.1));
    Files.delete(file(next));
    refused(next, Gate.PATH, "has no file relative.onnx");
  }

  @Test
  void fileBehindALink_isRefused() throws IOException {
    ModelVersion next = add(Versions.model(gates, 1, 0.1));
    Path elsewhere = Files.write(folder.resolve("elsewhere"), Files.readAllBytes(file(next)));
    Files.delete(file(next));
    Files.createSymbolicLink(file(next), elsewhere);
    refused(next, Gate.PATH, "is a symbolic link");
  }

  private void pathRefused(String path, String why) {
    ModelVersion next = Renamed.file(active, path, Versions.KEY);
    assertThatThrownBy(() -> repository.load(next, gates))
        .isInstanceOf(GateException.class)
        .hasMessageContaining("path: file \"" + path + "\" " + why)
        .hasMessageContaining("nothing outside the version is ever read");
  }

  @Test
  void pathThatLeadsUp_isRefused() {
    pathRefused("../secret.onnx", "leads to another folder by \"..\"");
    pathRefused("..", "leads to another folder by \"..\"");
  }

  @Test
  void absolutePath_isRefused() {
    pathRefused("/etc/passwd", "is an absolute path");
    pathRefused("C:\\secret.onnx", "is an absolute path");
  }

  @Test
  void pathIntoAFolder_isRefused() {
    pathRefused("a/b.onnx", "is no plain name");
  }

  @Test
  void unknownKey_isRefused() {
    SigningKey stranger = new SigningKey("mallory", Versions.pair().getPrivate());
    ModelVersion next =
        repository.add(Versions.model(gates, 1, 0.1), stranger, Versions.AT.plusSeconds(1));
    refused(next, Gate.SIGNATURE, "unknown key \"mallory\"", "trusted are [tests]");
  }

  @Test
  void anotherKeyOfATrustedName_isRefused() {
    SigningKey stranger = new SigningKey("tests", Versions.pair().getPrivate());
    ModelVersion next =
        repository.add(Versions.model(gates, 1, 0.1), stranger, Versions.AT.plusSeconds(1));
    refused(next, Gate.SIGNATURE, "is not one of key \"tests\"");
  }

  @Test
  void changedManifestWithItsDigestMadeAnew_isRefusedForItsSignature() {
    ModelVersion next = add(Versions.model(gates, 1, 0.3));
    ModelVersion forged = Renamed.text(next, "\"eer\":0.3", "\"eer\":0.1");
    assertThatThrownBy(() -> repository.load(forged, gates))
        .isInstanceOf(GateException.class)
        .hasMessageContaining("signature: its signature is not one of key");
  }

  @Test
  void changedOrderOfFeatures_isRefused() {
    FeatureSchema input = Versions.input(gates);
    List<Feature> features = new ArrayList<>(input.features());
    Collections.swap(features, 0, 1);
    ModelVersion next =
        add(Versions.model(gates, 1, 0.1, new FeatureSchema(input.name(), features), 1));
    refused(next, Gate.SCHEMA, "input 0 must be " + input.features().get(0).name());
  }

  @Test
  void changedUnitOfAFeature_isRefused() {
    FeatureSchema input = Versions.input(gates);
    List<Feature> features = new ArrayList<>(input.features());
    features.set(2, new Feature(features.get(2).name(), "ms"));
    ModelVersion next =
        add(Versions.model(gates, 1, 0.1, new FeatureSchema(input.name(), features), 1));
    refused(next, Gate.SCHEMA, "input 2", "must be in spread, was in ms");
  }

  @Test
  void otherGoldenScores_areRefusedAndSayByHowMuch() {
    ModelVersion next = add(Versions.model(gates, 1, 0.1, Versions.input(gates), 1.001));
    refused(next, Gate.GOLDEN, "golden vector 0 scores 1.000000 instead of 1.001000, 0.0010 off");
  }

  @Test
  void bytesThatAreNoModel_areRefusedByTheBackend() {
    ModelVersion next = add(Renamed.bytes(Versions.model(gates, 1, 0.1), new byte[5]));
    refused(next, Gate.BACKEND, "a model has at least 8 bytes, had 5");
  }

  @Test
  void backendThatCannotRun_isRefusedWithItsReason() {
    ModelVersion next = add(Versions.model(gates, 1, 0.1));
    backend.unavailable = "no native library for this platform";
    refused(next, Gate.BACKEND, "cannot run here: no native library for this platform");
  }

  @Test
  void moreErrorThanTheActiveOnesInterval_isRefusedUnlessOverridden() {
    ModelVersion next = add(Versions.population(gates, 7, 0.15));
    assertThatThrownBy(() -> repository.promote(next.id(), gates, "bob", "try", false, Versions.AT))
        .isInstanceOf(GateException.class)
        .hasMessageContaining("equal-error rate is 0.1500, 0.0300 above the interval 0.0800 to");
    repository.promote(next.id(), gates, "bob", "the data set is old", true, Versions.AT);
    assertThat(repository.manifest().active()).contains(next.id());
    assertThat(repository.manifest().activated().orElseThrow().overridden())
        .singleElement()
        .asString()
        .startsWith("evaluation: its equal-error rate is 0.1500");
  }

  @Test
  void coin_isRefusedAlsoWhereNothingIsActive(@TempDir Path empty) {
    try (ModelRepository fresh = ModelRepository.open(empty)) {
      ModelVersion coin = fresh.add(Versions.population(gates, 7, 0.5), Versions.KEY, Versions.AT);
      assertThatThrownBy(() -> fresh.promote(coin.id(), gates, "bob", "try", false, Versions.AT))
          .isInstanceOf(GateException.class)
          .hasMessageContaining("evaluation: it is not better than chance");
      assertThat(fresh.manifest().active()).isEmpty();
    }
  }

  @Test
  void moreErrorWithinTheInterval_isNoReason() {
    ModelVersion next = add(Versions.population(gates, 7, 0.119));
    repository.promote(next.id(), gates, "bob", "newer", false, Versions.AT);
    assertThat(repository.manifest().active()).contains(next.id());
  }

  @Test
  void everyByteOfTheManifest_counts() throws IOException {
    Path manifest = folder.resolve("manifest.json");
    byte[] whole = Files.readAllBytes(manifest);
    int refusals = 0;
    for (int i = 0; i < whole.length; i += 1 + i % 7) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 4;
      if (Character.isWhitespace(whole[i]) && Character.isWhitespace(flipped[i])) {
        continue;
      }
      Files.write(manifest, flipped);
      try {
        ManifestJson.read(Files.readString(manifest, java.nio.charset.StandardCharsets.ISO_8859_1));
        throw new AssertionError("byte " + i + " was flipped, and nobody saw it");
      } catch (CorruptStateException e) {
        refusals++;
      }
    }
    assertThat(refusals).isGreaterThan(100);
    Files.write(manifest, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(repository::manifest)
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("the manifest is no JSON, or cut off");
    Files.write(manifest, whole);
    assertThat(repository.manifest().active()).contains(active.id());
  }
}
