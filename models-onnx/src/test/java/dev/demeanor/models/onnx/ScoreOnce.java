package dev.demeanor.models.onnx;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.VectorScorer;

/** A program of its own: loads a model, scores, says what it scored. For tests that fork. */
final class ScoreOnce {

  private ScoreOnce() {}

  public static void main(String[] args) {
    OnnxRuntimeProvider provider = new OnnxRuntimeProvider();
    provider
        .unavailable()
        .ifPresent(
            why -> {
              System.out.println("unavailable: " + why);
              System.exit(3);
            });
    double[] scores = new double[100];
    try (VectorScorer scorer =
        provider
            .open(ProviderOptions.none())
            .load(SampleModels.DESCRIPTOR, SampleModels.forest(10, 4))) {
      for (int i = 0; i < 100; i++) {
        scorer.score(new float[100 * SampleModels.INPUTS], 100, scores);
      }
    }
    System.out.println("scored " + scores[0]);
  }
}
