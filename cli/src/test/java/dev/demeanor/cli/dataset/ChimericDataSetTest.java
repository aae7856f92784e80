package dev.demeanor.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.SyntheticPeople;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChimericDataSetTest {

  @TempDir Path folder;

  @BeforeEach
  void simulate() throws IOException {
    SyntheticPeople.write(folder, 2, 5);
  }

  @Test
  void load_putsEverySubjectInTheGroupOfItsSet() {
    Recordings recordings = load();

    assertThat(recordings.dataset()).isEqualTo("chimeric");
    assertThat(recordings.subjects())
        .extracting(subject -> subject.group() + " " + subject.subject())
        .containsExactly(
            "cmu p1", "cmu p2", "balabit user1", "balabit user2", "sea User1", "sea User2");
  }

  @Test
  void load_findsFilesByTheNameOfTheirSet_whereverTheyAre() throws IOException {
    String before = load().input().sha256();
    Path deep = Files.createDirectories(folder.resolve("a/research"));
    Files.move(folder.resolve("cmu/data.csv"), deep.resolve("CMU-part.csv"));
    Files.delete(folder.resolve("cmu"));
    Files.move(folder.resolve("sea"), deep.resolve("sea-part"));

    assertThat(load().input().sha256()).isEqualTo(before).hasSize(64);
  }

  @Test
  void load_withoutASet_saysWhich() throws IOException {
    Files.move(folder.resolve("balabit"), folder.resolve("mice"));
    assertMistake("holds no balabit; --data of chimeric needs");
    Files.move(folder.resolve("mice"), folder.resolve("balabit"));
    Files.move(folder.resolve("sea"), folder.resolve("season"));
    assertMistake("holds no sea; --data of chimeric needs");
  }

  @Test
  void load_ofTwoOfASet_namesBoth() throws IOException {
    Files.createFile(folder.resolve("cmu.csv"));

    assertMistake("holds more than one cmu, ");
  }

  @Test
  void load_ofAFile_saysWhatItNeeds() {
    assertThatThrownBy(() -> DataSets.get("chimeric").load(folder.resolve("cmu/data.csv")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("is no folder");
  }

  private void assertMistake(String message) {
    assertThatThrownBy(this::load)
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  private Recordings load() {
    return DataSets.get("chimeric").load(folder);
  }
}
