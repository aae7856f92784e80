package dev.demeanor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.population.Population;
import dev.demeanor.population.SimulatedBackground;
import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class PopulationFileTest {

  private static final String GOLDEN = "population-1.json";

  @TempDir Path folder;

  /** Writes the golden file anew; see {@code GoldenFiles}. */
  @Test
  @EnabledIfSystemProperty(named = "demeanor.golden", matches = "write")
  void write() throws IOException {
    Path file = Path.of("src/test/resources/golden").resolve(GOLDEN);
    Files.writeString(file, PopulationFile.format(SimulatedBackground.population(5)));
  }

  @Test
  void goldenFile_isReadForEver() throws IOException, URISyntaxException {
    Path golden =
        Path.of(Objects.requireNonNull(getClass().getResource("/golden/" + GOLDEN)).toURI());
    Population population = PopulationFile.read(golden);
    assertThat(population.people()).isEqualTo(5);
    assertThat(population.contains("person-4")).isTrue();
    assertThat(population.contains("person-5")).isFalse();
    assertThat(population.origin()).isEqualTo(SimulatedBackground.origin());
    assertThat(population.detectors()).containsEntry("rhythm", 5);
    assertThat(PopulationFile.format(population)).isEqualTo(Files.readString(golden));
  }

  @Test
  void read_readsWhatWasWritten() throws IOException {
    Population original = SimulatedBackground.population(6);
    Path file = Files.writeString(folder.resolve("p.json"), PopulationFile.format(original));
    assertThat(PopulationFile.read(file).id()).isEqualTo(original.id());
  }

  @Test
  void read_ofAFileThatIsNotThere_isAnIoException() {
    assertThatThrownBy(() -> PopulationFile.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void parse_ofAnotherFormat_saysWhatToDo() {
    String text = PopulationFile.format(SimulatedBackground.population(4));
    assertThatThrownBy(() -> PopulationFile.parse(text.replace("\"format\" : 1", "\"format\" : 9")))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage(
            "population file format must be 1, was 9; use the version of Demeanor that wrote it,"
                + " or learn the population again");
  }

  @Test
  void parse_ofSomethingElse_saysThatItIsNoPopulation() {
    for (String text : new String[] {"", "{}", "[1]", "null", "{\"kind\":7}", "{\"kind\":"}) {
      assertThatThrownBy(() -> PopulationFile.parse(text))
          .as(text)
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining("population file");
    }
  }

  @Test
  void parse_cutOffAnywhere_isCorrupt() {
    String text = PopulationFile.format(SimulatedBackground.population(4)).strip();
    for (int length = 0; length < text.length(); length += 7) {
      String cut = text.substring(0, length);
      assertThatThrownBy(() -> PopulationFile.parse(cut)).isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void parse_payloadChangedAnywhere_isFoundByItsDigest() {
    String text = PopulationFile.format(SimulatedBackground.population(4));
    int from = text.indexOf("\"payload\" : \"") + 13;
    int to = text.indexOf('"', from);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(from, to - 4);
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertThatThrownBy(() -> PopulationFile.parse(changed))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining("damaged");
    }
  }
}
