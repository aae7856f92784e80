package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's data is used only where it was asked for, and never that of the evaluated. */
class PopulationEvaluationTest {

  @TempDir Path folder;
  private Path data;
  private Path others;

  @BeforeEach
  void write() throws IOException {
    data =
        SyntheticPasswords.write(folder.resolve("a.csv"), SyntheticPasswords.lines(9, 30, 7), "\n");
    List<String> lines =
        Stream.concat(
                Stream.of(SyntheticPasswords.HEADER),
                SyntheticPasswords.lines(5, 30, 8).stream().skip(1).map(line -> "x" + line))
            .toList();
    others = SyntheticPasswords.write(folder.resolve("b.csv"), lines, "\n");
  }

  private Tool evaluate(Object... more) {
    Object[] args = {"evaluate", "--dataset", "cmu", "--data", data};
    return Tool.run(Stream.concat(Stream.of(args), Stream.of(more)).toArray());
  }

  private JsonNode json(Object... more) throws IOException {
    Path json = folder.resolve("result.json");
    Object[] args = {"--json", json};
    Tool tool = evaluate(Stream.concat(Stream.of(args), Stream.of(more)).toArray());
    assertThat(tool.err()).isEmpty();
    return new ObjectMapper().readTree(Files.readString(json));
  }

  @Test
  void withoutAPopulation_theReportSaysOneClass() throws IOException {
    assertThat(evaluate().out()).containsPattern("population +one-class");
    assertThat(json().at("/population/mode").asText()).isEqualTo("one-class");
  }

  @Test
  void folds_testEverybodyAgainstAPopulationOfTheOthers() throws IOException {
    JsonNode result = json("--folds", 2);
    assertThat(result.at("/population/mode").asText()).isEqualTo("folds");
    assertThat(result.at("/population/used/0/people").asInt()).isEqualTo(4);
    assertThat(result.at("/population/used/1/people").asInt()).isEqualTo(5);
    assertThat(result.at("/subjects").asInt()).isEqualTo(9);
    // places 0, 2, 4, 6, 8 are each other's impostors, and so are 1, 3, 5, 7
    assertThat(result.at("/impostor").asInt()).isEqualTo(5 * (5 * 4 + 4 * 3));
  }

  @Test
  void background_isLearnedFromTheOtherFile() throws IOException {
    JsonNode result = json("--background", others);
    assertThat(result.at("/population/mode").asText()).isEqualTo("background");
    assertThat(result.at("/population/used/0/people").asInt()).isEqualTo(5);
    assertThat(result.at("/impostor").asInt()).isEqualTo(5 * 9 * 8);
  }

  @Test
  void trainedPopulation_evaluatesAsItsRecordingsDo() throws IOException {
    Path file = folder.resolve("p.json");
    Tool trained =
        Tool.run("train", "population", "--dataset", "cmu", "--data", others, "--out", file);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out()).contains("5", "rhythm", "few people");
    JsonNode fromFile = json("--population", file);
    assertThat(fromFile.at("/population/mode").asText()).isEqualTo("file");
    assertThat(fromFile.at("/pooled")).isEqualTo(json("--background", others).at("/pooled"));
  }

  @Test
  void background_withSomebodyWhoIsEvaluated_isRefused() {
    assertRefused(
        evaluate("--background", data),
        "holds \"p1\", who is also in --data; nobody may be evaluated with a population");
  }

  @Test
  void population_withSomebodyWhoIsEvaluated_isRefused() {
    Path file = folder.resolve("p.json");
    Tool.run("train", "population", "--dataset", "cmu", "--data", data, "--out", file);
    assertRefused(evaluate("--population", file), "was learned from \"p1\", who is also in --data");
  }

  @Test
  void population_thatIsDamaged_isRefused() throws IOException {
    Path file = folder.resolve("p.json");
    Tool.run("train", "population", "--dataset", "cmu", "--data", others, "--out", file);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    assertRefused(evaluate("--population", file), "cannot be used: the population file is no JSON");
    assertRefused(
        evaluate("--population", folder.resolve("none")), "does not exist; learn it with");
  }

  @Test
  void folds_thatDoNotFit_areRefused() {
    assertRefused(evaluate("--folds", 1), "--folds must be 2 to 4 for protocol killourhy-maxion");
    assertRefused(evaluate("--folds", 5), "--folds must be 2 to 4 for protocol killourhy-maxion");
  }

  @Test
  void twoKindsOfPopulation_areRefused() {
    assertRefused(
        evaluate("--folds", 2, "--background", others), "give one of them, or none for one-class");
  }

  @Test
  void train_ofTooFewPeople_isRefused() throws IOException {
    Path few =
        SyntheticPasswords.write(folder.resolve("c.csv"), SyntheticPasswords.lines(3, 9, 7), "\n");
    Path file = folder.resolve("p.json");
    assertRefused(
        Tool.run("train", "population", "--dataset", "cmu", "--data", few, "--out", file),
        "a population takes at least 4 people with complete windows, had 3; add recordings");
    assertThat(file).doesNotExist();
  }

  private static void assertRefused(Tool tool, String because) {
    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.err()).contains(because).hasLineCount(1);
  }
}
