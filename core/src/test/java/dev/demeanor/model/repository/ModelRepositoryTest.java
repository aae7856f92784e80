package dev.demeanor.model.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.model.Activation;
import dev.demeanor.model.Manifest;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {

  private final SumBackend backend = new SumBackend();
  private final ModelGates gates = Versions.gates(backend);

  @TempDir private Path folder;
  private ModelRepository repository;

  @BeforeEach
  void open() {
    repository = ModelRepository.open(folder);
  }

  private ModelVersion add(double weight) {
    return repository.add(
        Versions.model(gates, weight, 0.1), Versions.KEY, Versions.AT.plusSeconds((long) weight));
  }

  private Activation promote(ModelVersion version) {
    return repository.promote(version.id(), gates, "anna", "newer", false, Versions.AT);
  }

  @Test
  void manifest_ofAnEmptyDirectory_hasNoVersions() {
    assertThat(repository.manifest()).isEqualTo(Manifest.EMPTY);
    assertThat(repository.activations()).isEmpty();
  }

  @Test
  void add_decidesNothing() {
    ModelVersion version = add(1);
    assertThat(repository.manifest().versions()).containsExactly(version);
    assertThat(repository.manifest().active()).isEmpty();
    assertThat(repository.activations()).isEmpty();
  }

  @Test
  void manifest_readAgain_isTheSame() {
    ModelVersion population =
        repository.add(Versions.population(gates, 6, 0.1), Versions.KEY, Versions.AT);
    add(1);
    promote(population);
    Manifest before = repository.manifest();
    assertThat(ModelRepository.open(folder).manifest()).isEqualTo(before);
    assertThat(ManifestJson.read(ManifestJson.write(before))).isEqualTo(before);
  }

  @Test
  void promote_makesItActiveAndRemembersThePrevious() {
    ModelVersion one = add(1);
    ModelVersion two = add(2);
    promote(one);
    Activation second = promote(two);
    Manifest manifest = repository.manifest();
    assertThat(manifest.active()).contains(two.id());
    assertThat(manifest.previous()).contains(one.id());
    assertThat(second.before()).contains(one.id());
    assertThat(repository.activations()).hasSize(2).last().isEqualTo(second);
  }

  @Test
  void add_whereTheManifestWasLost_isRefusedAndRemovesNothing() throws IOException {
    ModelVersion one = add(1);
    promote(one);
    Files.delete(folder.resolve("manifest.json"));
    assertThatThrownBy(() -> add(2))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("manifest.json is not there")
        .hasMessageContaining("restore it from a copy");
    assertThat(folder.resolve("versions").resolve(one.id())).isNotEmptyDirectory();
  }

  @Test
  void promote_theActiveOne_isRefused() {
    ModelVersion one = add(1);
    promote(one);
    assertThatThrownBy(() -> promote(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is active already");
  }

  @Test
  void promote_withoutAReason_isRefused() {
    ModelVersion one = add(1);
    assertThatThrownBy(() -> repository.promote(one.id(), gates, "anna", " ", false, Versions.AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("why must have 1 to 1000 characters");
    assertThat(repository.manifest().active()).isEmpty();
  }

  @Test
  void rollback_restoresThePreviousWithoutBackendOrFile() throws IOException {
    ModelVersion one = add(1);
    ModelVersion two = add(2);
    promote(one);
    promote(two);
    backend.unavailable = "gone";
    Files.delete(folder.resolve("versions/" + two.id() + "/relative.onnx"));
    Activation back = repository.rollback("anna", "two blocks too many", Versions.AT);
    assertThat(back.version()).isEqualTo(one.id());
    assertThat(repository.manifest().active()).contains(one.id());
    assertThat(repository.manifest().previous()).contains(two.id());
  }

  @Test
  void rollback_withoutAPrevious_saysSo() {
    promote(add(1));
    assertThatThrownBy(() -> repository.rollback("anna", "why not", Versions.AT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("there is no previous version");
  }

  @Test
  void nominate_makesACandidateThatPromotionClears() {
    ModelVersion one = add(1);
    ModelVersion two = add(2);
    promote(one);
    repository.nominate(two.id(), gates, "anna", "watch it", Versions.AT);
    assertThat(repository.manifest().candidate()).contains(two.id());
    assertThat(repository.manifest().active()).contains(one.id());
    promote(two);
    assertThat(repository.manifest().candidate()).isEqualTo(Optional.empty());
  }

  @Test
  void add_removesFilesThatNoManifestNames() throws IOException {
    Path left = folder.resolve("versions/half");
    Files.createDirectories(left);
    Files.writeString(left.resolve("relative.onnx"), "half");
    add(1);
    assertThat(left).doesNotExist();
  }

  @Test
  void load_scoresByTheVersionsOwnFile() {
    ModelVersion version = add(3);
    try (LoadedVersion loaded = repository.load(version, gates)) {
      assertThat(loaded.recipes().get(0).detector().name()).isEqualTo("relative");
      assertThat(loaded.scorers()).hasSize(1);
      assertThat(backend.open).hasValue(1);
    }
    assertThat(backend.open).hasValue(0);
  }
}
