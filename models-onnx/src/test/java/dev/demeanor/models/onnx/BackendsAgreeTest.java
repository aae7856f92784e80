package dev.demeanor.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.VectorScorer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackendsAgreeTest {

  private static final int ROWS = 1_000;

  @BeforeEach
  void skipWithoutNativeLibrary() {
    new OnnxRuntimeProvider().unavailable().ifPresent(why -> assumeTrue(false, why));
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("linear", SampleModels.linear()),
        Arguments.of("product", SampleModels.product()),
        Arguments.of("svm, linear kernel", SampleModels.supportVectors("LINEAR")),
        Arguments.of("svm, rbf kernel", SampleModels.supportVectors("RBF")),
        Arguments.of("svm, polynomial kernel", SampleModels.supportVectors("POLY")),
        Arguments.of("svm, sigmoid kernel", SampleModels.supportVectors("SIGMOID")),
        Arguments.of("forest", SampleModels.forest(100, 8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void plainJava_scoresAsOnnxRuntimeDoes(String kind, byte[] model) {
    float[] rows = SampleModels.gaussian(new SplittableRandom(3), ROWS * SampleModels.INPUTS);
    double[] plain = scores(new OnnxPlainProvider(), model, rows);
    double[] runtime = scores(new OnnxRuntimeProvider(), model, rows);
    for (int i = 0; i < ROWS; i++) {
      assertThat(plain[i])
          .as("score of row %d", i)
          .isCloseTo(runtime[i], within(1e-5 * Math.max(1, Math.abs(runtime[i]))));
    }
    assertThat(Arrays.stream(plain).distinct().count()).isGreaterThan(ROWS / 2);
  }

  private static double[] scores(ModelBackendProvider provider, byte[] model, float[] rows) {
    double[] scores = new double[ROWS];
    try (VectorScorer scorer =
        provider.open(ProviderOptions.none()).load(SampleModels.DESCRIPTOR, model)) {
      scorer.score(rows, ROWS, scores);
    }
    return scores;
  }
}
