package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.cli.Packing;
import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake is exit code 2 and one line that says what, where, which rule and what to do. */
class EvaluateMistakesTest {

  private static final List<String> LINES = SyntheticPasswords.lines(2, 3, 7);

  @TempDir Path folder;

  @Test
  void missingFile() {
    assertMistake(
        "none.csv: no such file or folder; --data names", "--data", folder.resolve("none.csv"));
  }

  @Test
  void emptyFile() throws IOException {
    assertMistake(
        "empty.csv is empty: no header", "--data", Files.createFile(folder.resolve("empty.csv")));
  }

  @Test
  void wrongHeader() throws IOException {
    Path file =
        SyntheticPasswords.write(folder.resolve("other.csv"), List.of("user,time", "1,2"), "\n");

    assertMistake("other.csv:1 column 1 must be named \"subject\", was \"user\"", "--data", file);
  }

  @Test
  void truncatedGzip() throws IOException {
    byte[] packed = Packing.gzip(SyntheticPasswords.text(LINES, "\n"));
    Path file = Files.write(folder.resolve("a.csv.gz"), Arrays.copyOf(packed, packed.length / 2));

    assertMistake(
        "a.csv.gz is cut off: it ends in the middle of its packed data; copy or download",
        "--data",
        file);
  }

  @Test
  void truncatedZip() throws IOException {
    byte[] packed = Packing.zip(Map.of("a.csv", SyntheticPasswords.text(LINES, "\n")));
    Path file = Files.write(folder.resolve("a.zip"), Arrays.copyOf(packed, packed.length / 2));

    assertMistake("a.zip cannot be read (", "--data", file);
  }

  @Test
  void notANumberInRow17() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.set(16, lines.get(16).replaceFirst(",0\\.[0-9]+,", ",quick,"));
    Path file = SyntheticPasswords.write(folder.resolve("a.csv"), lines, "\r\n");

    assertMistake(
        "a.csv:17 column \"H.period\" must be a number of seconds, was \"quick\"; repair",
        "--data",
        file);
  }

  @Test
  void oneSubject() throws IOException {
    Path file =
        SyntheticPasswords.write(folder.resolve("a.csv"), SyntheticPasswords.lines(1, 3, 7), "\n");

    assertMistake(
        "a.csv holds only subject \"p1\"; protocol killourhy-maxion needs 2 or more",
        "--data",
        file);
  }

  @Test
  void unknownNames() throws IOException {
    Path file = data();

    assertMistake(
        "--detector must be one of key-histogram, manhattan-scaled, relative, rhythm,"
            + " shrunk-mahalanobis, transitions, tribuo-ocsvm, was \"svm\"",
        "--data",
        file,
        "--detector",
        "svm");
    assertMistake(
        "--protocol must be one of killourhy-maxion, poisoning, take-over for --dataset cmu, was \"x\"",
        "--data",
        file,
        "--protocol",
        "x");
    assertMistake(
        "--fusion must be one of evidence, linear-pool, was \"max\"",
        "--data",
        file,
        "--fusion",
        "max");
    assertMistake(
        "--dataset must be one of cmu, balabit, sea, freetext, events, chimeric, was \"mnist\"",
        "--data",
        file,
        "--dataset",
        "mnist");
    assertMistake("--keys must be at least 1, was 0", "--data", file, "--keys", 0);
    assertMistake("--seed", "--data", file, "--seed", "one");
    assertMistake(
        "--adapt must be one of none, self, feedback, was \"always\"",
        "--data",
        file,
        "--adapt",
        "always");
    assertMistake("--drift-budget must be above 0, was 0.0", "--data", file, "--drift-budget", 0);
    assertMistake("--anchor-lead must be 0 or more, was -1.0", "--data", file, "--anchor-lead", -1);
    assertMistake(
        "--impostors must be one of novice, practised, was \"x\"",
        "--data",
        file,
        "--impostors",
        "x");
  }

  @Test
  void optionsThatDoNotGoTogether() throws IOException {
    Path file = data();

    assertMistake(
        "--protocol chimeric has no order of time in which to adapt; leave out --adapt",
        "--data",
        file,
        "--dataset",
        "chimeric",
        "--adapt",
        "self");
    assertMistake(
        "--protocol poisoning measures what is learned; add --adapt self",
        "--data",
        file,
        "--protocol",
        "poisoning");
    assertMistake(
        "--impostors practised is not defined for --protocol take-over",
        "--data",
        file,
        "--protocol",
        "take-over",
        "--impostors",
        "practised");
  }

  @Test
  void unwritableOutput_isNoticedBeforeTheDataIsRead() throws IOException {
    Path missing = folder.resolve("none.csv");

    assertMistake(
        "its folder does not exist; create it first",
        "--data",
        missing,
        "--scores",
        folder.resolve("no/s.csv"));
    assertMistake("--json must name a file,", "--data", missing, "--json", folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void output_mustNotReplaceTheData() throws IOException {
    Path file = data();

    assertMistake("--scores must not be the file of --data", "--data", file, "--scores", file);
    assertThat(Files.readAllLines(file)).isEqualTo(LINES);
  }

  @Test
  void outputs_mustBeDifferentFiles() throws IOException {
    Path file = data();
    Path same = folder.resolve("result");

    assertMistake(
        "--json and --html must name two files", "--data", file, "--json", same, "--html", same);
    assertMistake(
        "--scores and --html must name two files",
        "--data",
        file,
        "--scores",
        same,
        "--html",
        same);
  }

  @Test
  void failedRun_leavesEarlierResultsAndNoDebris() throws IOException {
    Path scores = Files.writeString(folder.resolve("scores.csv"), "earlier");

    assertMistake(
        "no such file",
        "--data",
        folder.resolve("none.csv"),
        "--scores",
        scores,
        "--json",
        folder.resolve("r.json"));

    assertThat(scores).hasContent("earlier");
    assertThat(folder.toFile().list()).containsExactly("scores.csv");
  }

  private Path data() throws IOException {
    return SyntheticPasswords.write(folder.resolve("data.csv"), LINES, "\n");
  }

  private void assertMistake(String expected, Object... args) {
    List<Object> all = new ArrayList<>(List.of("evaluate"));
    if (!Arrays.asList(args).contains("--dataset")) {
      all.addAll(List.of("--dataset", "cmu"));
    }
    all.addAll(Arrays.asList(args));

    Tool tool = Tool.run(all.toArray());

    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.out()).isEmpty();
    assertThat(tool.err()).startsWith("demeanor: ").contains(expected).hasLineCount(1);
  }
}
