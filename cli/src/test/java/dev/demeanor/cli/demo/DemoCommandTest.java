package dev.demeanor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
  void demo_saysThatTypistsAreSimulated() {
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
        .containsSubsequence("COLD_START 10/100", "COLD_START 50/100", "ENROLLED 100/100");
  }

  @Test
  void demo_allowsTheOwnerAndThenChallengesAndDeniesTheImpostor() {
    assertThat(OUTPUT).containsSubsequence("THE OWNER", "ALLOW", "TAKE-OVER", "CHALLENGE", "DENY");
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
    assertThat(terms).hasSizeGreaterThan(4);
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
    assertThat(play(Terminal.PLAIN, Pace.NONE, "--terminal", "--seed", "14")).isEqualTo(OUTPUT);
    assertThat(play(Terminal.PLAIN, Pace.NONE, "--seed", "15")).isNotEqualTo(OUTPUT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 10, 19, 47, -5, Long.MAX_VALUE})
  void demo_fitsTheScreenForEverySeed(long seed) {
    String output = play(Terminal.PLAIN, Pace.NONE, "--seed", Long.toString(seed));
    assertThat(output.lines()).allMatch(line -> line.length() <= Screen.WIDTH);
    assertThat(output).matches("[\\x20-\\x7e\\n]*").contains("NEXT");
  }

  @Test
  void demo_saysSoWhenTheImpostorIsNotCaught() {
    assertThat(play(Terminal.PLAIN, Pace.NONE, "--seed", "19"))
        .contains("Not denied in 12 entries: these two type alike.");
  }

  @Test
  void demo_takesAboutTwentySecondsOnATerminal() {
    long[] millis = new long[1];
    play(new Terminal(true, true, true), pause -> millis[0] += pause);
    assertThat(millis[0]).isBetween(15_000L, 28_000L);
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
