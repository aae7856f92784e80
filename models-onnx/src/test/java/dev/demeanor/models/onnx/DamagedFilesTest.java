package dev.demeanor.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to the bytes: a refusal or a model that scores, never a hang or an overflow. */
class DamagedFilesTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  static Stream<byte[]> models() {
    return Stream.of(
        SampleModels.linear(),
        SampleModels.product(),
        SampleModels.supportVectors("RBF"),
        SampleModels.forest(3, 3));
  }

  @ParameterizedTest
  @MethodSource("models")
  void load_ofAFileCutOffAnywhere_isRefusedOrScores(byte[] model) {
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int refused = 0;
          for (int length = 0; length < model.length; length++) {
            refused += isRefused(Arrays.copyOf(model, length)) ? 1 : 0;
          }
          assertThat(refused).isGreaterThan(model.length * 9 / 10);
        });
  }

  @ParameterizedTest
  @MethodSource("models")
  void load_withAnyByteFlipped_isRefusedOrScores(byte[] model) {
    Assertions.assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int refused = 0;
          for (int at = 0; at < model.length; at++) {
            for (int flip : new int[] {0x01, 0x80, 0xFF}) {
              byte[] damaged = model.clone();
              damaged[at] ^= (byte) flip;
              refused += isRefused(damaged) ? 1 : 0;
            }
          }
          assertThat(refused).isPositive();
        });
  }

  private static boolean isRefused(byte[] bytes) {
    try (VectorScorer scorer = new OnnxPlainBackend(1 << 20).load(SampleModels.DESCRIPTOR, bytes)) {
      scorer.score(new float[SampleModels.INPUTS], 1, new double[1]);
      return false;
    } catch (ModelLoadException e) {
      return true;
    }
  }
}
