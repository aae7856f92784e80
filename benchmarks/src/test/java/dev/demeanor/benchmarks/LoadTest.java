package dev.demeanor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load checks what the library answers against its reference when it is made. */
class LoadTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decision",
        "three-modalities",
        "fixed-text",
        "free-text",
        "pointer",
        "navigation",
        "batches",
        "onnx-forest",
        "onnx-svm",
        "support-vectors"
      })
  void of_agreesWithItsReference(String load) {
    try (Load made = Load.of(load)) {
      assertThat(made.slices()).isNotEmpty();
    }
  }
}
