package dev.demeanor.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.Packing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  private static final byte[] TEXT = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);

  /** Of {@link #TEXT}, computed with sha256sum. */
  private static final String SHA256 =
      "c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8";

  @TempDir Path folder;

  @Test
  void read_unpacksEveryPackingToTheSameContent() throws IOException {
    Map<String, byte[]> packed =
        Map.of(
            "a.csv", TEXT,
            "a.csv.gz", Packing.gzip(TEXT),
            "a.csv.xz", Packing.xz(TEXT),
            "a.zip", Packing.zip(Map.of("in/a.csv", TEXT, "readme.txt", TEXT)),
            "a.tar", Packing.tar(Map.of("in/a.csv", TEXT, "readme.txt", TEXT)),
            "a.tar.xz", Packing.xz(Packing.tar(Map.of("in/a.csv", TEXT))),
            "a.tar.gz", Packing.gzip(Packing.tar(Map.of("in/a.csv", TEXT))),
            "a.tgz", Packing.gzip(Packing.tar(Map.of("in/a.csv", TEXT))));
    String plain = read(file("plain.csv", TEXT)).sha256();
    for (Map.Entry<String, byte[]> each : packed.entrySet()) {
      List<String> contents = new ArrayList<>();
      Path file = file(each.getKey(), each.getValue());

      InputSummary summary = InputFiles.read(file, ".csv", (name, in) -> contents.add(text(in)));

      assertThat(contents).as(each.getKey()).containsExactly("one\ntwo\n");
      assertThat(summary).as(each.getKey()).isEqualTo(new InputSummary(file.toString(), 1, plain));
    }
  }

  @Test
  void read_digestsWhatTheReaderLeaves() throws IOException {
    Path file = file("a.csv", TEXT);

    InputSummary nothing = InputFiles.read(file, ".csv", (name, in) -> {});

    assertThat(nothing).isEqualTo(read(file));
    assertThat(nothing.sha256()).isEqualTo(SHA256);
  }

  @Test
  void read_ofAFolder_takesItsFilesInOrderOfNamesAndLeavesOthersAlone() throws IOException {
    file("b.csv", "b".getBytes(StandardCharsets.UTF_8));
    file("a.csv.gz", Packing.gzip("a".getBytes(StandardCharsets.UTF_8)));
    file("c.zip", Packing.zip(Map.of("c.csv", "c".getBytes(StandardCharsets.UTF_8))));
    file("notes.txt", TEXT);
    file(".hidden.csv", TEXT);
    List<String> contents = new ArrayList<>();

    InputSummary summary = InputFiles.read(folder, ".csv", (name, in) -> contents.add(text(in)));

    assertThat(contents).containsExactly("a", "b", "c");
    assertThat(summary.files()).isEqualTo(3);
  }

  @Test
  void read_ofNoMatchingFile_saysWhatIsLookedFor() throws IOException {
    file("notes.txt", TEXT);

    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("holds no .csv file");
    assertThatThrownBy(() -> read(file("a.zip", Packing.zip(Map.of("notes.txt", TEXT)))))
        .hasMessageContaining("holds no .csv file");
  }

  @Test
  void read_ofMissingPath_saysSo() {
    assertThatThrownBy(() -> read(folder.resolve("none.csv")))
        .hasMessageContaining("none.csv: no such file or folder");
  }

  @Test
  void read_ofTruncatedPackings_saysThatTheyAreDamaged() throws IOException {
    byte[] noise = new byte[20_000];
    new java.util.SplittableRandom(1).nextBytes(noise);
    for (int i = 0; i < noise.length; i += 50) {
      noise[i] = '\n';
    }
    Map<String, byte[]> packed =
        Map.of(
            "a.csv.gz", Packing.gzip(noise),
            "a.csv.xz", Packing.xz(noise),
            "a.zip", Packing.zip(Map.of("a.csv", noise)),
            "a.tar.xz", Packing.xz(Packing.tar(Map.of("a.csv", noise))));
    packed.forEach(
        (name, bytes) ->
            assertThatThrownBy(() -> read(file(name, Arrays.copyOf(bytes, bytes.length / 2))))
                .as(name)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(name)
                .hasMessageContaining("copy or download it again"));
  }

  @Test
  void read_ofSomethingElseUnderAPackedName_saysThatItIsDamaged() {
    for (String name : List.of("a.csv.gz", "a.csv.xz", "a.zip", "a.tar")) {
      assertThatThrownBy(() -> read(file(name, TEXT)))
          .as(name)
          .isInstanceOf(BadInput.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void read_ofAnEndlessLine_isRefused() throws IOException {
    Path bomb = file("a.csv.gz", Packing.gzip(new byte[2 << 20]));

    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("line of more than 1024 KiB");
  }

  @Test
  void budget_isOneForAllContents() throws IOException {
    InputBudget budget = new InputBudget(TEXT.length + 3, 100);
    try (InputStream first = new LimitedInputStream(new ByteArrayInputStream(TEXT), budget);
        InputStream second = new LimitedInputStream(new ByteArrayInputStream(TEXT), budget)) {
      assertThat(first.readAllBytes()).isEqualTo(TEXT);
      assertThat(second.read()).isEqualTo('o');
      assertThat(second.skip(1)).isEqualTo(1);
      assertThat(second.markSupported()).isFalse();

      assertThatThrownBy(second::readAllBytes)
          .isInstanceOf(InputBudget.LimitException.class)
          .hasMessageStartingWith("unpacks to more than the allowed");
    }
  }

  private InputSummary read(Path path) {
    return InputFiles.read(path, ".csv", (name, in) -> in.readAllBytes());
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
