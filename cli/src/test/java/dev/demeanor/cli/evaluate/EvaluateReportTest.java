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
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateReportTest {

  @TempDir Path folder;

  @Test
  void html_holdsTheFiguresOfTheJson() throws IOException {
    Path html = folder.resolve("report.html");
    Path json = folder.resolve("result.json");
    List<String> lines =
        SyntheticPasswords.lines(4, 30, 5).stream()
            .map(line -> line.replaceFirst("^p2,", "<script>p2</script>,"))
            .toList();

    Tool tool = evaluate(lines, "--html", html, "--json", json, "--seed", 4);

    assertThat(tool.err()).isEmpty();
    assertThat(tool.exitCode()).isZero();
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    Document page = Jsoup.parse(Files.readString(html));
    assertThat(page.select("script")).isEmpty();
    assertThat(page.select("#figures td").eachText())
        .contains(
            rate(result.at("/mean/eer/value")),
            rate(result.at("/mean/eer/low")) + " to " + rate(result.at("/mean/eer/high")),
            rate(result.at("/pooled/eer/value")),
            rate(result.at("/pooled/auc/value")),
            rate(result.at("/pooled/frrAtFar1/value")),
            rate(result.at("/mean/farAtFrr2/value")),
            rate(result.at("/verdicts/precision")),
            rate(result.at("/verdicts/recall")),
            rate(result.at("/verdicts/falseRejectRate")));
    for (JsonNode subject : result.at("/perSubject")) {
      assertThat(page.select("#subjects tbody tr").eachText())
          .anySatisfy(
              row ->
                  assertThat(row)
                      .startsWith(subject.at("/subject").asText() + " ")
                      .contains(rate(subject.at("/eer")), rate(subject.at("/auc"))));
    }
    assertThat(page.select("#run").text())
        .contains(result.at("/command").asText(), result.at("/data/sha256").asText())
        .contains("Seed 4", "Java " + System.getProperty("java.runtime.version"));
  }

  @Test
  void html_showsSessionsInWhichSomebodyElseTakesOver() throws IOException {
    Path html = folder.resolve("report.html");

    evaluate(SyntheticPasswords.lines(4, 30, 5), "--html", html);

    Document page = Jsoup.parse(Files.readString(html));
    List<String> rows = page.select("#trust tbody tr").eachText();
    assertThat(rows).hasSize(4);
    assertThat(rows.subList(0, 3)).allMatch(row -> row.contains("takes over"));
    assertThat(rows.get(3)).contains("the subject throughout");
    // simulated people are easily told apart
    assertThat(rows.subList(0, 3)).noneMatch(row -> row.contains("not flagged"));
  }

  @Test
  void html_intoTheData_isRefused() throws IOException {
    Path data =
        SyntheticPasswords.write(
            folder.resolve("data.csv"), SyntheticPasswords.lines(2, 5, 1), "\n");

    Tool tool = Tool.run("evaluate", "--dataset", "cmu", "--data", data, "--html", data);

    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.err()).contains("--html must not be the file of --data");
  }

  private Tool evaluate(List<String> lines, Object... more) throws IOException {
    Path data = SyntheticPasswords.write(folder.resolve("data.csv"), lines, "\n");
    Object[] args = new Object[5 + more.length];
    Object[] first = {"evaluate", "--dataset", "cmu", "--data", data};
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return Tool.run(args);
  }

  private static String rate(JsonNode value) {
    return String.format(Locale.ROOT, "%.4f", value.asDouble());
  }
}
