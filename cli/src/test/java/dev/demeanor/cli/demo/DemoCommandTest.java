package dev.demeanor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.DataSets;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {

  private static final String OUTPUT = play(Terminal.PLAIN, Pace.NONE);

  private static String play(Terminal terminal, Pace pace, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new DemoCommand(terminal, pace));
    int exit = command.setOut(new PrintWriter(out)).execute(arguments);
    assertThat(exit).isZero();
    return out.toString();
  }

  @Test
  void demo_showsTheOverride() {
    assertThat(OUTPUT).contains("ENFORCE by override \"demo\"");
  }

  @Test
  void demo_saysThatPeopleAreSimulated() {
    assertThat(
            OUTPUT
                .lines()
                .filter(line -> line.contains(" signs in ") || line.contains(" sits down ")))
        .hasSize(2)
        .allMatch(line -> line.contains("(simulated)"));
  }

  @Test
  void demo_showsEnrolment() {
    assertThat(OUTPUT)
        .containsSubsequence(
            "day 1", "COLD_START  10/100 entries", "day 10", "ENROLLED    100/100");
    for (String source : List.of("field.password", "free-text", "navigation", "pointer")) {
      assertThat(OUTPUT.lines().filter(line -> line.trim().startsWith(source + " ")))
          .as(source)
          .anyMatch(line -> line.contains("ENROLLED"));
    }
  }

  @Test
  void demo_allowsTheOwnerAndThenChallengesAndDeniesTheImpostor() {
    assertThat(OUTPUT).containsSubsequence("THE OWNER", "ALLOW", "TAKE-OVER", "CHALLENGE", "DENY");
  }

  @Test
  void demo_withholdsWhatSpeaksForHerWhileThePointerIsMissing() {
    List<String> rows =
        OUTPUT
            .lines()
            .dropWhile(line -> !line.contains("WITHOUT THE MOUSE"))
            .takeWhile(line -> !line.contains("EXPECTED_MODALITY_MISSING"))
            .filter(line -> line.contains("CHALLENGE"))
            .toList();
    assertThat(rows)
        .hasSize(3)
        .allMatch(line -> line.matches(" +\\d+ +- +- +\\(?[-+].*"))
        .anyMatch(line -> line.contains("(+"));
    assertThat(rows.stream().map(row -> row.substring(row.length() - 16)).distinct())
        .as("trust stands still")
        .hasSize(1);
    assertThat(OUTPUT).containsPattern("trust would be back at (0\\.[789]|1\\.0)");
  }

  @Test
  void demo_exportsWhatEvaluateReads(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("demo.jsonl.gz");
    String output = play(Terminal.PLAIN, Pace.NONE, "--export", file.toString());
    assertThat(output.substring(0, output.indexOf("NEXT")))
        .isEqualTo(OUTPUT.substring(0, OUTPUT.indexOf("NEXT")));
    Recordings recordings = DataSets.get("events").load(file);
    assertThat(recordings.irregularities()).isEmpty();
    SubjectRecording alice = recordings.subjects().get(0);
    assertThat(alice.sessions(Role.OWN)).hasSize(100 + 1 + 140);
    assertThat(alice.sessions(Role.TEST_OTHER)).hasSize(1 + 40);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
  }

  @Test
  void demo_refusesAnExportThatCannotBeWritten(@TempDir Path folder) {
    assertThatThrownBy(() -> Export.to(folder.resolve("none/demo.jsonl")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("its folder must exist");
    assertThatThrownBy(() -> Export.to(folder.resolve("demo.csv")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("--export must name a file ending in .jsonl");
  }

  @Test
  void demo_givesReasons() {
    assertThat(OUTPUT)
        .containsSubsequence(
            "DENY because", "TRUST_BELOW_CHALLENGE", "trust is under the threshold");
  }

  @Test
  void demo_explainsWithTermsThatAddUp() {
    List<Double> terms = new ArrayList<>();
    OUTPUT
        .lines()
        .dropWhile(line -> !line.contains("WHY"))
        .takeWhile(line -> !line.contains("THE BLOCK"))
        .filter(line -> line.matches(" +[+-]\\d+\\.\\d\\d .*"))
        .forEach(line -> terms.add(Double.valueOf(line.substring(0, 10).trim())));
    double evidence = terms.remove(terms.size() - 1);
    assertThat(terms).hasSizeGreaterThan(3);
    double sum = terms.stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum).isCloseTo(evidence, within(0.05));
  }

  @Test
  void demo_showsTheBlockAndHowItIsLifted() {
    assertThat(OUTPUT)
        .containsSubsequence(
            "origin    AUTOMATIC", "expires", "BLOCKED", "unblock-", "by olivia: alice called");
  }

  @Test
  void demo_endsWithWhatToDoNext() {
    assertThat(OUTPUT.substring(OUTPUT.indexOf("NEXT")))
        .contains("./demeanor evaluate", "README.md", "docs/");
  }

  @Test
  void demo_isTheSameForTheSameSeed() {
    assertThat(play(Terminal.PLAIN, Pace.NONE, "--terminal", "--seed", "1")).isEqualTo(OUTPUT);
    assertThat(play(Terminal.PLAIN, Pace.NONE, "--seed", "2")).isNotEqualTo(OUTPUT);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 8, 10, 19, 47, -5, Long.MAX_VALUE})
  void demo_fitsTheScreenForEverySeed(long seed) {
    String output = play(Terminal.PLAIN, Pace.NONE, "--seed", Long.toString(seed));
    assertThat(output.lines()).allMatch(line -> line.length() <= Screen.WIDTH);
    assertThat(output).matches("[\\x20-\\x7e\\n]*").contains("NEXT");
  }

  @Test
  void demo_takesAboutTwentyFiveSecondsOnATerminal() {
    long[] millis = new long[1];
    play(new Terminal(true, true, true), pause -> millis[0] += pause);
    assertThat(millis[0]).isBetween(20_000L, 30_000L);
  }

  @Test
  void demo_doesNotWaitWhenFastOrPiped() {
    Pace never =
        millis -> {
          throw new AssertionError("waited");
        };
    play(new Terminal(true, true, true), never, "--fast");
    play(Terminal.PLAIN, never);
  }

  @Test
  void demo_onATerminal_isColoured() {
    assertThat(play(new Terminal(true, true, true), Pace.NONE)).contains("\033[32m", "█", "\r");
  }
}
