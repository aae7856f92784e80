package dev.demeanor.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Tribuo's own word and ONNX Runtime's on windows that no tree has seen. */
class ForestAgreementTest {

  private static final int INPUTS = 8;

  @Test
  void onnxRuntime_scoresAsTribuoDoes() throws Exception {
    Forest forest = Forest.grow(rows(1_000, 1), new ForestSettings(100, 10, 1), 42);
    List<float[]> heldBack = rows(1_000, 2).rows();
    double[] tribuo = forest.scores(heldBack);
    double[] runtime = RuntimeScores.of(ForestOnnx.of(forest, "hash", INPUTS), heldBack);
    for (int i = 0; i < tribuo.length; i++) {
      assertThat(runtime[i]).as("row %d", i).isCloseTo(tribuo[i], within(1e-5));
    }
    assertThat(java.util.Arrays.stream(tribuo).distinct().count()).isGreaterThan(100);
  }

  @Test
  void floor_keepsEveryComparisonOf32BitValues() {
    RandomGenerator random = new SplittableRandom(4);
    for (int i = 0; i < 10_000; i++) {
      double threshold = 10 * random.nextGaussian();
      float floor = ForestOnnx.floor(threshold);
      for (float value : new float[] {floor, Math.nextUp(floor), Math.nextDown(floor)}) {
        assertThat(value <= floor).isEqualTo(value <= threshold);
      }
    }
  }

  static LabelledRows rows(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    LabelledRows rows = new LabelledRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < count; i++) {
      boolean genuine = i % 2 == 0;
      float[] row = new float[INPUTS];
      for (int j = 0; j < INPUTS; j++) {
        row[j] = (float) ((genuine ? 1 : 2) * random.nextGaussian());
      }
      rows.rows().add(row);
      rows.genuine().add(genuine);
      rows.person().add(i % 10);
    }
    return rows;
  }
}
