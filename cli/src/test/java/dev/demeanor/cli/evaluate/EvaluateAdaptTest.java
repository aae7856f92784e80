package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateAdaptTest {

  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void simulate() throws IOException {
    data =
        SyntheticPasswords.write(
            folder.resolve("data.csv"), SyntheticPasswords.lines(3, 30, 5), "\n");
  }

  private Tool evaluate(Object... more) {
    List<Object> args = new ArrayList<>(List.of("evaluate", "--dataset", "cmu", "--data", data));
    args.addAll(List.of(more));
    return Tool.run(args.toArray());
  }

  private JsonNode result(Object... more) throws IOException {
    Path json = folder.resolve("result.json");
    List<Object> args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--json", json));
    Tool tool = evaluate(args.toArray());
    assertThat(tool.exitCode()).as(tool.err()).isZero();
    return new ObjectMapper().readTree(json.toFile());
  }

  @Test
  void self_learnsTheSubjectsAndReportsIt() throws IOException {
    JsonNode result = result("--adapt", "self");
    assertThat(result.at("/adaptation").asText()).isEqualTo("self");
    assertThat(result.at("/figures/learned.genuine").asDouble()).isGreaterThan(0.7);
    assertThat(result.at("/figures/learned.impostor").asDouble()).isZero();
    assertThat(result.at("/genuine").asInt()).isEqualTo(360);
    assertThat(result.at("/mean/eer/value").asDouble()).isLessThan(0.02);
  }

  @Test
  void feedback_reportsWhoWasChallenged() {
    assertThat(evaluate("--adapt", "feedback").out())
        .contains("adaptation     feedback")
        .contains("genuine attempts challenged", "impostor attempts challenged")
        .containsPattern("subjects whose adaptation stopped +0\\.0000  0 of 3");
  }

  @Test
  void none_reportsNothingLearned() {
    assertThat(evaluate().out()).doesNotContain("attempts learned");
  }

  @Test
  void adapt_mixesImpostorsAmongGenuineAttempts() throws IOException {
    Path scores = folder.resolve("scores.csv");
    evaluate("--adapt", "self", "--scores", scores);
    List<String> labels =
        Files.readAllLines(scores).stream()
            .filter(line -> line.startsWith("cmu,p1,"))
            .map(line -> line.split(",", -1)[2])
            .toList();
    assertThat(labels).hasSize(130);
    assertThat(labels.lastIndexOf("genuine")).isGreaterThan(labels.indexOf("impostor"));
  }

  @Test
  void adapt_twice_givesTheSameScores() throws IOException {
    List<Path> files = List.of(folder.resolve("1.csv"), folder.resolve("2.csv"));
    files.forEach(file -> evaluate("--adapt", "feedback", "--scores", file));
    assertThat(files.get(0)).hasSameTextualContentAs(files.get(1));
  }

  @Test
  void practised_takesTheOthersLastEntries() throws IOException {
    assertThat(result("--impostors", "practised").at("/impostor").asInt()).isEqualTo(30);
  }

  @Test
  void poisoning_reportsEveryArm() throws IOException {
    JsonNode result = result("--protocol", "poisoning", "--adapt", "self");
    assertThat(result.at("/figures/poisoning.eerRise").asDouble()).isBetween(-0.01, 0.005);
    assertThat(result.at("/figures/poisoning.genuineStopped").asDouble()).isZero();
    double stopped = result.at("/figures/shift.stopped").asDouble();
    assertThat(stopped + result.at("/figures/shift.held").asDouble()).isGreaterThan(0.5);
    assertThat(result.at("/impostor").asInt()).as("attacks give no score").isEqualTo(30);
  }
}
