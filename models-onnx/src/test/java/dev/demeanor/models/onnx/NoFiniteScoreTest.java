package dev.demeanor.models.onnx;

import static dev.demeanor.models.onnx.OnnxBytes.attribute;
import static dev.demeanor.models.onnx.OnnxBytes.graph;
import static dev.demeanor.models.onnx.OnnxBytes.model;
import static dev.demeanor.models.onnx.OnnxBytes.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.VectorScorer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoFiniteScoreTest {

  static Stream<ModelBackendProvider> providers() {
    return Stream.of(new OnnxPlainProvider(), new OnnxRuntimeProvider());
  }

  /** MB-6. */
  @ParameterizedTest
  @MethodSource("providers")
  void score_thatOverflows_isNaN(ModelBackendProvider provider) {
    provider.unavailable().ifPresent(why -> assumeTrue(false, why));
    byte[] steep =
        model(
            graph(
                SampleModels.INPUTS,
                node(
                    "ai.onnx.ml",
                    "LinearRegressor",
                    List.of("row"),
                    "score",
                    attribute("coefficients", 3e38f, 3e38f, 0, 0, 0, 0))));
    try (VectorScorer scorer =
        provider.open(ProviderOptions.none()).load(SampleModels.DESCRIPTOR, steep)) {
      double[] scores = new double[3];
      scorer.score(new float[] {3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -3, -3, 0, 0, 0, 0}, 3, scores);
      assertThat(scores).containsExactly(Double.NaN, 0.0, Double.NaN);
    }
  }
}
