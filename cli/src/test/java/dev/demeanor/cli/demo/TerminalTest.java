package dev.demeanor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void of_aTerminal_hasColoursAndBlocks() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm"), StandardCharsets.UTF_8))
        .isEqualTo(new Terminal(true, true, true));
  }

  @Test
  void of_aPipe_isPlain() {
    assertThat(Terminal.of(false, Map.of("TERM", "xterm"), StandardCharsets.UTF_8))
        .isEqualTo(Terminal.PLAIN);
  }

  @Test
  void of_aDumbTerminal_isWatchedButPlain() {
    Terminal plain = new Terminal(true, false, false);
    assertThat(Terminal.of(true, Map.of("TERM", "dumb"), StandardCharsets.UTF_8)).isEqualTo(plain);
    assertThat(Terminal.of(true, Map.of(), StandardCharsets.UTF_8)).isEqualTo(plain);
  }

  @Test
  void of_anEnvironmentWithNoColor_isWatchedButPlain() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"), StandardCharsets.UTF_8))
        .isEqualTo(new Terminal(true, false, false));
  }

  @Test
  void of_anAsciiTerminal_hasColoursButNoBlocks() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm"), StandardCharsets.US_ASCII))
        .isEqualTo(new Terminal(true, true, false));
  }

  @Test
  void styled_leavesPlainTextAlone() {
    assertThat(Terminal.PLAIN.styled(Terminal.Style.BAD, "DENY")).isEqualTo("DENY");
    assertThat(new Terminal(true, true, true).styled(Terminal.Style.BAD, "DENY"))
        .isEqualTo("\033[31mDENY\033[0m");
  }
}
