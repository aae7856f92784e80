package dev.demeanor.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    data = folder.resolve("passwords.csv");
    Files.write(data, SyntheticPasswords.lines(10, 16, 3));
  }

  private Tool drift(Object... more) {
    Object[] args = new Object[5 + more.length];
    args[0] = "drift";
    args[1] = "--dataset";
    args[2] = "cmu";
    args[3] = "--data";
    args[4] = data;
    System.arraycopy(more, 0, args, 5, more.length);
    return Tool.run(args);
  }

  @Test
  void halves_ofTheSameSessionsHaveNotDrifted() {
    Tool tool = drift();
    assertThat(tool.err()).isEmpty();
    assertThat(tool.exitCode()).isZero();
    assertThat(tool.out())
        .contains("310 compared in 10 comparisons")
        .contains("10 comparisons: 0 drifted (0.0 %)")
        .contains("keystroke/field.password: reference of 64 sessions, 16 compared: STABLE");
  }

  @Test
  void slowClock_isFound() {
    Tool tool = drift("--slow-clock", "60");
    assertThat(tool.out())
        .contains("all times +60.0 %")
        .contains("10 comparisons: 10 drifted (100.0 %)")
        .contains("10 of 10 within 200");
  }

  @Test
  void sessions_areComparedWithTheOneBefore() {
    Tool tool = drift("--compare", "sessions");
    assertThat(tool.out()).contains("none has enough runs on both sides");
  }

  @Test
  void mistakes_areExplained() {
    assertThat(drift("--compare", "days").err())
        .contains("--compare must be one of halves, sessions, was \"days\"");
    assertThat(drift("--slow-clock", "-90").err()).contains("--slow-clock must be in (-50, 1000]");
  }
}
