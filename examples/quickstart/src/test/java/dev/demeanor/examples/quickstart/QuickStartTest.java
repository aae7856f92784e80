package dev.demeanor.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuickStartTest {

  @Test
  void main_enrolsAndTellsOwnerFromImpostor() {
    assertThat(output().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("[field.password on DESKTOP: ENROLLED 100/100]"),
            line -> assertThat(line).matches("owner +Decision\\[\\S+, ALLOW, trust 0\\.9\\d+, .*"),
            line ->
                assertThat(line)
                    .startsWith("impostor Decision[")
                    .contains("ALLOW (would be DENY)", "TRUST_BELOW_CHALLENGE", "SHADOWED"));
  }

  private static String output() {
    PrintStream before = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      QuickStart.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
