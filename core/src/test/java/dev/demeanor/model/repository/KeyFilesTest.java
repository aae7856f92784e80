package dev.demeanor.model.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.model.ModelVersion;
import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {

  @TempDir private Path folder;

  @Test
  void make_makesAKeyThatIsTrustedThere() throws IOException {
    SigningKey made = KeyFiles.make(folder.resolve("own/models.key"), folder);
    SigningKey again = KeyFiles.read(folder.resolve("own/models.key"));
    assertThat(again.id()).isEqualTo("models");
    assertThat(again.key()).isEqualTo(made.key());
    ModelGates gates = Versions.gates(new SumBackend()).trusting(KeyFiles.trusted(folder));
    try (ModelRepository repository = ModelRepository.open(folder.resolve("models"))) {
      ModelVersion version = repository.add(Versions.model(gates, 1, 0.1), again, Versions.AT);
      assertThat(repository.check(version, gates)).isEmpty();
    }
  }

  @Test
  void privateKey_isReadableByItsOwnerOnly() throws IOException {
    Object unused = KeyFiles.make(folder.resolve("models.key"), folder);
    assertThat(Files.getPosixFilePermissions(folder.resolve("models.key"))).hasSize(2);
  }

  @Test
  void make_whereAKeyIsAlready_replacesNothing() throws IOException {
    SigningKey made = KeyFiles.make(folder.resolve("models.key"), folder);
    assertThatThrownBy(() -> KeyFiles.make(folder.resolve("models.key"), folder))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("is there already");
    assertThat(KeyFiles.read(folder.resolve("models.key")).key()).isEqualTo(made.key());
  }

  @Test
  void make_whereThePrivateHalfIsAlready_leavesNoOtherPublicHalf() throws IOException {
    Path secret = folder.resolve("own/models.key");
    Object unused = KeyFiles.make(secret, folder.resolve("first"));
    assertThatThrownBy(() -> KeyFiles.make(secret, folder.resolve("second")))
        .hasMessageContaining("models.key is there already");
    assertThat(folder.resolve("second/models.pub")).doesNotExist();
    assertThat(folder.resolve("first/models.pub")).exists();
  }

  @Test
  void read_ofWhatIsNoText_saysThatItMustBePem() throws IOException {
    Path bytes = Files.write(folder.resolve("x.key"), new byte[] {-1, -2, 0});
    assertThatThrownBy(() -> KeyFiles.read(bytes))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("x.key must be PEM");
    Path large = Files.write(folder.resolve("y.key"), new byte[100_000]);
    assertThatThrownBy(() -> KeyFiles.read(large)).hasMessageContaining("too large for a key");
    assertThatThrownBy(() -> KeyFiles.make(folder.getRoot(), folder))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void trusted_ofAFileThatIsNoKey_saysWhich() throws IOException {
    Files.writeString(folder.resolve("x.pub"), "nothing");
    assertThatThrownBy(() -> KeyFiles.trusted(folder))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("x.pub must be PEM");
  }
}
