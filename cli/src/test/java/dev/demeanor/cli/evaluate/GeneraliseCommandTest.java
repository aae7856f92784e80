package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.cli.SyntheticPeople;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneraliseCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void simulate() throws IOException {
    SyntheticPeople.write(folder, 2, 30);
  }

  private Tool generalise(String... vary) {
    return generalise(List.of(), vary);
  }

  private Tool generalise(List<String> more, String... vary) {
    List<Object> all = new ArrayList<>(List.of("generalise", "--divisions", "3"));
    all.addAll(more);
    all.addAll(List.of("--on", "cmu=" + folder.resolve("cmu")));
    all.addAll(List.of("--on", "sea=" + folder.resolve("sea")));
    for (String each : vary) {
      all.addAll(List.of("--vary", each));
    }
    return Tool.run(all.toArray());
  }

  @Test
  void generalise_leavesEachSetOutAndComparesWithWhatIsInUse() {
    Tool tool = generalise("max-credit=1,3", "typing-fall=1,2.4");

    assertThat(tool.err()).isEmpty();
    assertThat(tool.exitCode()).isZero();
    List<String> lines = tool.out().lines().filter(line -> !line.isBlank()).toList();
    assertThat(lines).hasSize(12);
    assertThat(IntStream.of(0, 6).mapToObj(lines::get))
        .containsExactly("cmu left out", "sea left out");
    assertThat(lines.get(2))
        .contains("chosen without it", "denied", "impostor goes on", "max-credit=", "typing-fall=");
    assertThat(lines.get(5)).containsPattern("half for half +loss .* in use .* chosen \\d times ");
  }

  @Test
  void generalise_withAConstantThatIsNotOfTrust_saysWhichAre() {
    Tool tool = generalise("clip=1,4");

    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.err()).contains("max-credit, typing-fall").contains("clip");
  }

  @Test
  void generalise_withAValueOutOfItsRange_refusesItByName() {
    assertThat(generalise("max-credit=0,3").err())
        .contains("--vary max-credit=0: maxCredit must be > 0, was 0.0");
  }

  @Test
  void generalise_withAConstantOfCalibration_makesTheEvidenceAnew() {
    Tool tool = generalise("crossing=-0.5,-3");

    assertThat(tool.err()).isEmpty();
    assertThat(tool.exitCode()).isZero();
    List<String> best = best(tool);
    assertThat(best).hasSize(2);
    assertThat(best.get(0)).as("rhythm has a crossing of its own").doesNotContain("crossing");
    assertThat(best.get(1)).as("transitions has none").endsWith("crossing=-0.5");
  }

  @Test
  void generalise_withADetectorThatIsSilentOnASet_refuses() {
    List<String> detector = List.of("--detector", "manhattan-scaled");
    assertThat(generalise(detector, "crossing=-3,-6").err())
        .as("it is heard on cmu, which comes first")
        .contains("--detector manhattan-scaled gives no evidence on --on sea");
  }

  private static List<String> best(Tool tool) {
    return tool.out().lines().filter(line -> line.contains("best on it alone")).toList();
  }
}
