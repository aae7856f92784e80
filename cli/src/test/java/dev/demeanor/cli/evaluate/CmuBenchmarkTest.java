package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the reader and the detectors on the real benchmark, which is not part of the project: name
 * a copy with {@code -Ddemeanor.data.cmu=PATH}. The figures are for the 26 subjects the project is
 * developed on.
 */
class CmuBenchmarkTest {

  private static final String PROPERTY = "demeanor.data.cmu";
  private static final String DEVELOPMENT_FILE =
      "563c9c166c2e63684fa4fdba4b835e447fb492cfcdc4dc0bae062a92884e2c3b";

  @TempDir Path folder;

  @Test
  void manhattanScaled_reproducesTheReference() throws IOException {
    assertThat(meanEer("--detector", "manhattan-scaled")).isCloseTo(0.1012, within(0.002));
  }

  @Test
  void defaultDetector_isClearlyBetter() throws IOException {
    assertThat(meanEer()).isLessThan(0.045);
  }

  private double meanEer(String... more) throws IOException {
    String data = System.getProperty(PROPERTY, "");
    assumeTrue(
        !data.isEmpty(), "skipped: -D" + PROPERTY + "=PATH does not name a copy of the benchmark");
    Path json = folder.resolve("result.json");
    Object[] args = new Object[7 + more.length];
    Object[] fixed = {"evaluate", "--dataset", "cmu", "--data", data, "--json", json};
    System.arraycopy(fixed, 0, args, 0, 7);
    System.arraycopy(more, 0, args, 7, more.length);

    Tool tool = Tool.run(args);

    assertThat(tool.exitCode()).as(tool.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    String sha256 = result.at("/data/sha256").asText();
    assumeTrue(
        sha256.equals(DEVELOPMENT_FILE),
        "skipped: the figures are for the development file, not for " + sha256);
    return result.at("/mean/eer/value").asDouble();
  }
}
