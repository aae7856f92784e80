package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the floors on the real recordings, which are not part of the project: name copies with
 * {@code -Ddemeanor.data.balabit=PATH}, {@code -Ddemeanor.data.sea=PATH} and {@code
 * -Ddemeanor.data.freetext=PATH}.
 */
class DevelopmentDataTest {

  @TempDir Path folder;

  @Test
  void balabit_globalAuc() throws IOException {
    assertThat(evaluate("balabit").at("/pooled/auc/value").asDouble()).isGreaterThan(0.88);
  }

  @Test
  void sea_pooledAuc() throws IOException {
    JsonNode result = evaluate("sea");

    assertThat(result.at("/pooled/auc/value").asDouble()).isGreaterThan(0.85);
    assertThat(result.at("/figures/cost").asDouble()).isBetween(0.0, 100.0);
  }

  @Test
  void freetext_meanEer() throws IOException {
    JsonNode result = evaluate("freetext", "--keys", "100");

    assertThat(result.at("/mean/eer/value").asDouble()).isLessThan(0.15);
    assertThat(result.at("/figures/baseline.meanEer").asDouble())
        .isLessThan(result.at("/figures/rotation.meanEer").asDouble());
  }

  private JsonNode evaluate(String dataset, String... more) throws IOException {
    String property = "demeanor.data." + dataset;
    String data = System.getProperty(property, "");
    assumeTrue(!data.isEmpty(), "skipped: -D" + property + "=PATH does not name a copy of the set");
    Path json = folder.resolve("result.json");
    Object[] args = new Object[7 + more.length];
    Object[] fixed = {"evaluate", "--dataset", dataset, "--data", data, "--json", json};
    System.arraycopy(fixed, 0, args, 0, 7);
    System.arraycopy(more, 0, args, 7, more.length);

    Tool tool = Tool.run(args);

    assertThat(tool.exitCode()).as(tool.err()).isZero();
    return new ObjectMapper().readTree(json.toFile());
  }
}
