package dev.demeanor.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.ModelStore.VersionFile;
import dev.demeanor.spi.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules MS-1 to MS-6 of {@link ModelStore}. Write {@link #newStore}. */
public abstract class ModelStoreTck {

  private static final int MANY = 1 << 20;
  private static final List<VersionFile> NONE = List.of();

  @SuppressWarnings("NullAway.Init") // set before each test
  private ModelStore store;

  /** Makes this inherited test. */
  protected ModelStoreTck() {}

  /** Opens an empty store, apart from all others this test has opened; the test closes it. */
  protected abstract ModelStore newStore();

  @BeforeEach
  void open() {
    store = newStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static String manifest(long revision, String remark) {
    return "{\"revision\": " + revision + ", \"remark\": \"" + remark + "\"}\n";
  }

  @Test
  @DisplayName("MS-1 nothing is found at first")
  void ms1_findsNothingAtFirst() {
    assertThat(store.revision()).isZero();
    assertThat(store.find()).isEmpty();
    assertThat(store.activations()).isEmpty();
  }

  @Test
  @DisplayName("MS-1 the manifest saved last is found to the letter")
  void ms1_findsWhatWasSavedLast() {
    assertThat(store.save(manifest(1, "one"), null, NONE, 0)).isTrue();
    String second = manifest(2, "zw\u00f6lf \uD83D\uDE80 " + "x".repeat(MANY));
    assertThat(store.save(second, null, NONE, 1)).isTrue();
    assertThat(store.find()).contains(new ModelStore.Stored(2, second));
    assertThat(store.revision()).isEqualTo(2);
  }

  @Test
  @DisplayName("MS-2 a revision that is no longer there is not replaced")
  void ms2_replacesOnlyWhatItWasTold() {
    assertThat(store.save(manifest(1, "one"), "{}", NONE, 0)).isTrue();
    assertThat(store.save(manifest(1, "other"), "{}", NONE, 0)).isFalse();
    assertThat(store.save(manifest(8, "other"), "{}", NONE, 7)).isFalse();
    assertThat(store.find()).contains(new ModelStore.Stored(1, manifest(1, "one")));
    assertThat(store.activations()).hasSize(1);
  }

  @Test
  @DisplayName("MS-2 of several writers at once one succeeds")
  void ms2_oneOfManyWritersSucceeds() throws Exception {
    AtomicInteger saved = new AtomicInteger();
    List<Integer> unused =
        Race.run(
            4,
            writer -> {
              for (int round = 0; round < 10; round++) {
                boolean mine =
                    store.save(manifest(round + 1, "w" + writer), "{\"w\":1}", NONE, round);
                saved.addAndGet(mine ? 1 : 0);
                while (store.revision() <= round) {
                  Thread.onSpinWait();
                }
              }
              return writer;
            });
    assertThat(saved).hasValue(10);
    assertThat(store.revision()).isEqualTo(10);
    assertThat(store.activations()).hasSize(10);
  }

  @Test
  @DisplayName("MS-3 lines keep their order and never change")
  void ms3_linesKeepTheirOrder() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String line = "{\"why\":\"zw\u00f6lf " + i + "\"}";
      lines.add(line);
      assertThat(store.save(manifest(i + 1, "m"), line, NONE, i)).isTrue();
      assertThat(store.activations()).isEqualTo(lines);
    }
  }

  @Test
  @DisplayName("MS-3 a manifest without a line adds none")
  void ms3_noLineAddsNone() {
    assertThat(store.save(manifest(1, "one"), null, NONE, 0)).isTrue();
    assertThat(store.activations()).isEmpty();
  }

  private static List<VersionFile> file(String content) {
    return List.of(new VersionFile("v-1", "a", content.getBytes(UTF_8)));
  }

  @Test
  @DisplayName("MS-4 files come back bit for bit")
  void ms4_filesComeBack() {
    byte[] bytes = new byte[3 * MANY + 7];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    List<VersionFile> files =
        List.of(
            new VersionFile("v-1", "model.onnx", bytes),
            new VersionFile("v-1", "empty", new byte[0]),
            new VersionFile("v-2", "model.onnx", new byte[] {1}));
    assertThat(store.save(manifest(1, "m"), null, files, 0)).isTrue();
    assertThat(store.get("v-1", "model.onnx", bytes.length)).isEqualTo(bytes);
    assertThat(store.get("v-1", "empty", 0)).isEmpty();
    assertThat(store.get("v-2", "model.onnx", MANY)).containsExactly(1);
  }

  @Test
  @DisplayName("MS-4 a file is written once, and others refused with all they came with")
  void ms4_fileIsWrittenOnce() {
    assertThat(store.save(manifest(1, "m"), null, file("one"), 0)).isTrue();
    assertThat(store.save(manifest(2, "m"), null, file("one"), 1)).isTrue();
    List<VersionFile> other = List.of(new VersionFile("v-1", "b", new byte[1]), file("two").get(0));
    assertThatThrownBy(() -> store.save(manifest(3, "m"), "{}", other, 2))
        .isInstanceOf(StoreException.class);
    assertThat(store.get("v-1", "a", 10)).isEqualTo("one".getBytes(UTF_8));
    assertThatThrownBy(() -> store.get("v-1", "b", 10)).isInstanceOf(StoreException.class);
    assertThat(store.revision()).isEqualTo(2);
    assertThat(store.activations()).isEmpty();
  }

  @Test
  @DisplayName("MS-4 files of a manifest that came too late are not kept")
  void ms4_filesOfTheSlowerAreNotKept() {
    assertThat(store.save(manifest(1, "m"), null, NONE, 0)).isTrue();
    assertThat(store.save(manifest(1, "other"), null, file("late"), 0)).isFalse();
    assertThatThrownBy(() -> store.get("v-1", "a", 10)).isInstanceOf(StoreException.class);
    assertThat(store.save(manifest(2, "m"), null, file("in time"), 1)).isTrue();
    assertThat(store.get("v-1", "a", 10)).isEqualTo("in time".getBytes(UTF_8));
  }

  @Test
  @DisplayName("MS-5 no more bytes are read than allowed")
  void ms5_readsNoMoreThanAllowed() {
    assertThat(store.save(manifest(1, "m"), null, file("three"), 0)).isTrue();
    assertThatThrownBy(() -> store.get("v-1", "a", 4)).isInstanceOf(StoreException.class);
    assertThat(store.get("v-1", "a", 5)).hasSize(5);
  }

  @Test
  @DisplayName("MS-5 what was never saved is not there, wherever its name leads")
  void ms5_readsNothingElse() {
    assertThat(store.save(manifest(1, "m"), null, file("one"), 0)).isTrue();
    for (String name : List.of("b", "..", "../v-1/a", "/etc/passwd", "a/../a", "")) {
      assertThatThrownBy(() -> store.get("v-1", name, 10)).isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> store.get(name, "a", 10)).isInstanceOf(StoreException.class);
    }
  }

  @Test
  @DisplayName("MS-5 names that lead elsewhere are refused")
  void ms5_refusesNamesThatLeadElsewhere() {
    for (String name : List.of("..", "../v-1/a", "/etc/passwd", "a/../a", "")) {
      List<VersionFile> file = List.of(new VersionFile("v-1", name, new byte[1]));
      List<VersionFile> version = List.of(new VersionFile(name, "a", new byte[1]));
      assertThatThrownBy(() -> store.save(manifest(1, "m"), null, file, 0))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> store.save(manifest(1, "m"), null, version, 0))
          .isInstanceOf(StoreException.class);
    }
    assertThat(store.revision()).isZero();
  }

  @Test
  @DisplayName("MS-6 a closed store answers nothing, and closing twice is harmless")
  void ms6_closedStoreAnswersNothing() {
    store.close();
    store.close();
    assertThatThrownBy(store::revision).isInstanceOf(StoreException.class);
    assertThatThrownBy(store::find).isInstanceOf(StoreException.class);
    assertThatThrownBy(store::activations).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.save(manifest(1, "m"), null, NONE, 0))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.get("v", "a", 1)).isInstanceOf(StoreException.class);
  }
}
