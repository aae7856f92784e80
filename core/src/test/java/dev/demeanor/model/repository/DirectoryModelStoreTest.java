package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.ModelStore.VersionFile;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.tck.ModelStoreTck;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryModelStoreTest extends ModelStoreTck {

  @TempDir private Path folder;

  private final AtomicInteger opened = new AtomicInteger();

  @Override
  protected ModelStore newStore() {
    return new DirectoryModelStore(folder.resolve("models-" + opened.incrementAndGet()));
  }

  private static String manifest(long revision) {
    return "{\"revision\":" + revision + "}";
  }

  @Test
  void save_whileAnotherApplicationOfThisProcessWrites_isAStoreException() throws IOException {
    Path models = Files.createDirectory(folder.resolve("shared"));
    try (ModelStore store = new DirectoryModelStore(models);
        FileChannel other =
            FileChannel.open(
                models.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      try (FileLock held = other.lock()) {
        assertThat(held.isValid()).isTrue();
        assertThatThrownBy(() -> store.save(manifest(1), null, List.of(), 0))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("another application of this process");
      }
      assertThat(store.save(manifest(1), null, List.of(), 0)).isTrue();
    }
  }

  @Test
  void activations_afterAWriterDiedBehindTheRename_haveItsLine() throws IOException {
    Path models = folder.resolve("died");
    try (ModelStore store = new DirectoryModelStore(models)) {
      store.save(manifest(1), "{\"n\":1}", List.of(), 0);
      Files.writeString(models.resolve("manifest.json"), manifest(2));
      Files.writeString(models.resolve("activation.next"), "2 8 {\"n\":2}\n");
      assertThat(store.activations()).containsExactly("{\"n\":1}", "{\"n\":2}");
      store.save(manifest(3), "{\"n\":3}", List.of(), 2);
      assertThat(store.activations()).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    }
  }

  @Test
  void activations_afterAWriterDiedBeforeTheRename_haveNothingOfIt() throws IOException {
    Path models = folder.resolve("died");
    try (ModelStore store = new DirectoryModelStore(models)) {
      store.save(manifest(1), "{\"n\":1}", List.of(), 0);
      Files.writeString(models.resolve("activation.next"), "2 8 {\"n\":2}\n");
      assertThat(store.activations()).containsExactly("{\"n\":1}");
      store.save(manifest(2), "{\"n\":3}", List.of(), 1);
      assertThat(store.activations()).containsExactly("{\"n\":1}", "{\"n\":3}");
    }
  }

  @Test
  void save_afterALineWasCutOff_writesItWhole() throws IOException {
    Path models = folder.resolve("cut");
    try (ModelStore store = new DirectoryModelStore(models)) {
      store.save(manifest(1), "{\"n\":1}", List.of(), 0);
      Files.writeString(models.resolve("manifest.json"), manifest(2));
      Files.writeString(models.resolve("activation.next"), "2 8 {\"n\":2}\n");
      Files.writeString(models.resolve("activation.jsonl"), "{\"n\":", StandardOpenOption.APPEND);
      store.save(manifest(3), null, List.of(), 2);
      assertThat(models.resolve("activation.jsonl")).hasContent("{\"n\":1}\n{\"n\":2}\n");
    }
  }

  @Test
  void save_removesWhatAWriterLeftBehind() throws IOException {
    Path models = folder.resolve("debris");
    try (ModelStore store = new DirectoryModelStore(models)) {
      VersionFile file = new VersionFile("v", "a", "x".getBytes(UTF_8));
      store.save(manifest(1), null, List.of(file), 0);
      Files.writeString(models.resolve(".tmp-1"), "half");
      Files.writeString(models.resolve("versions/v/.tmp-2"), "half");
      store.save(manifest(2), null, List.of(), 1);
      assertThat(models.resolve(".tmp-1")).doesNotExist();
      assertThat(models.resolve("versions/v/.tmp-2")).doesNotExist();
    }
  }

  @Test
  void get_behindASymbolicLink_isRefused() throws IOException {
    Path models = folder.resolve("linked");
    Path secret = Files.writeString(folder.resolve("secret"), "s");
    try (ModelStore store = new DirectoryModelStore(models)) {
      Files.createDirectories(models.resolve("versions/v"));
      Files.createSymbolicLink(models.resolve("versions/v/a"), secret);
      assertThatThrownBy(() -> store.get("v", "a", 10))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is a symbolic link");
      Files.createSymbolicLink(models.resolve("versions/w"), folder);
      assertThatThrownBy(() -> store.get("w", "secret", 10))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is a symbolic link");
    }
  }
}
