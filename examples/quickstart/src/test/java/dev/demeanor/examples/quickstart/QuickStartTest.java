package dev.demeanor.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuickStartTest {

  @Test
  void main_enrolsAndTellsOwnerFromImpostor() {
    assertThat(output().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("[field.password on DESKTOP: ENROLLED 100/100]"),
            line ->
                assertThat(line)
                    .matches("owner +Decision\\[\\S+, ALLOW, trust (0\\.9\\d+|1\\.000), .*"),
            line ->
                assertThat(line)
                    .startsWith("impostor Decision[")
                    .contains("ALLOW (would be CHALLENGE)", "TRUST_BELOW_ALLOW", "SHADOWED"));
  }

  @Test
  void snippet_staysShortEnoughForTheReadme() throws IOException {
    Path source = Path.of("src/main/java/dev/demeanor/examples/quickstart/QuickStart.java");
    assertThat(Files.readString(source).lines())
        .containsSubsequence("    // tag::quickstart", "    // end::quickstart");
    long lines =
        Files.readString(source)
            .lines()
            .dropWhile(line -> !line.endsWith("// tag::quickstart"))
            .skip(1)
            .takeWhile(line -> !line.endsWith("// end::quickstart"))
            .count();
    assertThat(lines).isBetween(10L, 24L);
  }

  static String output() {
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
