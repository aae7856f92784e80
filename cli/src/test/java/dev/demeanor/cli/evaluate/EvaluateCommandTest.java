package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.cli.Packing;
import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void simulate() throws IOException {
    // 4 x 30 = 120 entries to enrol, more than the minimum of 100
    data =
        SyntheticPasswords.write(
            folder.resolve("data.csv"), SyntheticPasswords.lines(4, 30, 5), "\n");
  }

  @Test
  void evaluate_printsEveryMeasureAndNothingOnTheErrorStream() {
    Tool tool = evaluate(data);

    assertThat(tool.exitCode()).isZero();
    assertThat(tool.err()).isEmpty();
    assertThat(tool.out())
        .contains(
            "mean EER",
            "pooled EER",
            "AUC",
            "FRR at FAR 1 %",
            "FAR at FRR 2 %",
            "precision",
            "recall")
        .contains("calibration slope", "95 % interval", "seconds")
        .containsPattern("detector +rhythm \\(default\\)")
        .containsPattern("subjects +4\n")
        .containsPattern("decisions +540 \\(480 genuine, 60 impostor\\)")
        .containsPattern("abstentions +0\n");
  }

  @Test
  void evaluate_tellsSimulatedPeopleApart() throws IOException {
    Path json = folder.resolve("result.json");
    for (String detector : List.of("rhythm", "manhattan-scaled")) {
      assertThat(evaluate(data, "--detector", detector, "--json", json).exitCode()).isZero();

      JsonNode result = new ObjectMapper().readTree(json.toFile());
      assertThat(result.at("/detector").asText()).isEqualTo(detector);
      assertThat(result.at("/mean/eer/value").asDouble()).isLessThan(0.02);
      assertThat(result.at("/verdicts/recall").asDouble()).isGreaterThan(0.9);
    }
  }

  @Test
  void evaluate_writesOneRowForEachAttempt() throws IOException {
    Path scores = folder.resolve("scores.csv");

    evaluate(data, "--scores", scores);

    List<String> lines = Files.readAllLines(scores);
    assertThat(lines.get(0)).isEqualTo("dataset,subject,label,score,order");
    assertThat(lines).hasSize(1 + 540);
    Set<String> keys = new HashSet<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertThat(cells[0]).isEqualTo("cmu");
      assertThat(cells[2]).isIn("genuine", "impostor");
      assertThat(Double.parseDouble(cells[3])).isFinite();
      assertThat(cells[3].replaceAll("[^0-9]", "")).hasSizeGreaterThanOrEqualTo(6);
      assertThat(keys.add(cells[1] + cells[2] + cells[4])).isTrue();
    }
  }

  @Test
  void evaluate_twice_givesTheSameScoresAndTheSameResult() throws IOException {
    List<Path> scores = List.of(folder.resolve("1.csv"), folder.resolve("2.csv"));
    List<String> tables = new ArrayList<>();
    for (Path file : scores) {
      tables.add(evaluate(data, "--seed", 9, "--scores", file).out().replaceAll("seconds.*", ""));
    }

    assertThat(scores.get(0)).hasSameTextualContentAs(scores.get(1));
    assertThat(tables.get(0)).isEqualTo(tables.get(1)).contains("seed           9");
  }

  @Test
  void evaluate_writesTheResultWithWhatItTakesToRepeatIt() throws IOException {
    Path json = folder.resolve("result.json");

    evaluate(data, "--json", json, "--seed", 3, "--fusion", "linear-pool");

    JsonNode result = new ObjectMapper().readTree(json.toFile());
    assertThat(result.at("/format").asInt()).isEqualTo(1);
    assertThat(result.at("/command").asText())
        .startsWith("demeanor evaluate --dataset cmu --data ");
    assertThat(result.at("/version").asText()).isNotEmpty();
    assertThat(result.at("/seed").asLong()).isEqualTo(3);
    assertThat(result.at("/protocol").asText()).isEqualTo("killourhy-maxion");
    assertThat(result.at("/fusion").asText()).isEqualTo("linear-pool");
    assertThat(result.at("/data/sha256").asText()).hasSize(64);
    assertThat(result.at("/mean/eer/low").asDouble())
        .isLessThanOrEqualTo(result.at("/mean/eer/value").asDouble());
    assertThat(result.at("/perSubject")).hasSize(4);
    assertThat(result.at("/perSubject/0/enrolled").asInt()).isEqualTo(120);
  }

  @Test
  void evaluate_readsPackedData() throws IOException {
    Path packed =
        Files.write(folder.resolve("data.csv.gz"), Packing.gzip(Files.readAllBytes(data)));

    assertThat(withoutPath(evaluate(packed))).isEqualTo(withoutPath(evaluate(data)));
  }

  @Test
  void evaluate_ofSubjectsWithTooLittleEnrolment_abstainsAndReportsThem() throws IOException {
    List<String> lines = new ArrayList<>(SyntheticPasswords.lines(3, 30, 6));
    lines.removeIf(
        line ->
            line.matches(
                "p2,[1-3],([6-9]|[12][0-9]|30),.*")); // leaves p2 with 3 x 5 + 30 = 45 to enrol
    Path few = SyntheticPasswords.write(folder.resolve("few.csv"), lines, "\n");
    Path scores = folder.resolve("scores.csv");

    Tool tool = evaluate(few, "--scores", scores);

    assertThat(tool.exitCode()).isZero();
    assertThat(tool.out())
        .containsPattern("abstentions +130\n")
        .contains("not enrolled p2: 45 units of at least 100");
    assertThat(Files.readAllLines(scores).stream().filter(line -> line.startsWith("cmu,p2,")))
        .hasSize(130)
        .allMatch(line -> Double.parseDouble(line.split(",", -1)[3]) == 0);
  }

  private Tool evaluate(Path path, Object... more) {
    List<Object> args = new ArrayList<>(List.of("evaluate", "--dataset", "cmu", "--data", path));
    args.addAll(List.of(more));
    return Tool.run(args.toArray());
  }

  private static String withoutPath(Tool tool) {
    return tool.out().replaceAll("(?m)^(data  |seconds).*", "");
  }
}
