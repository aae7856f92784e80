package dev.demeanor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void run_withoutCommand_isBadUsageInOneLine() {
    assertThat(Tool.run())
        .isEqualTo(new Tool(2, "", "demeanor: a command is missing; see demeanor --help" + nl()));
  }

  @Test
  void run_ofUnknownCommand_isBadUsageInOneLine() {
    Tool tool = Tool.run("measure");

    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.out()).isEmpty();
    assertThat(tool.err())
        .contains("'measure'")
        .endsWith("; see demeanor --help" + nl())
        .hasLineCount(1);
  }

  @Test
  void run_withoutRequiredOptions_namesThem() {
    Tool tool = Tool.run("evaluate");

    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.err())
        .contains("--dataset", "--data")
        .endsWith("; see demeanor evaluate --help" + nl())
        .hasLineCount(1);
  }

  @Test
  void help_isPrintedAndDone() {
    Tool tool = Tool.run("evaluate", "--help");

    assertThat(tool.exitCode()).isZero();
    assertThat(tool.out()).contains("--dataset", "--scores", "killourhy-maxion");
    assertThat(tool.err()).isEmpty();
  }

  @Test
  void version_isPrintedAndDone() {
    Tool tool = Tool.run("--version");

    assertThat(tool.exitCode()).isZero();
    assertThat(tool.out()).startsWith("demeanor ");
  }

  @Test
  void quote_shortensAndHidesWhatCannotBePrinted() {
    assertThat(BadInput.quote("a\nb\u001b[31m\u00e9")).isEqualTo("\"a?b?[31m?\"");
    assertThat(BadInput.quote("x".repeat(100))).hasSize(45);
  }

  private static String nl() {
    return System.lineSeparator();
  }
}
