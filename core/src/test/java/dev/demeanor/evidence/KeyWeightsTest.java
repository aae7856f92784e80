package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KeyWeightsTest {

  @Test
  void of_findsTheLogLikelihoodRatioOfNormalTerms() {
    // Genuine terms lie at +1, impostors' at -1, with deviation 2: the ratio is x / 2. One in ten
    // rows is genuine, which the equal weight of both takes out.
    List<List<double[]>> genuine = rows(400, 1, 1);
    List<List<double[]>> impostor = rows(3600, -1, 2);

    double[] weights = KeyWeights.of(genuine, impostor, 1e-3);

    assertThat(weights[0]).isEqualTo(0.5, within(0.08));
    assertThat(weights[1]).as("a term that says nothing").isEqualTo(0, within(0.08));
    assertThat(weights[KeyTerms.COUNT]).as("intercept").isEqualTo(0, within(0.15));
  }

  @Test
  void of_letsALongSessionWeighAsMuchAsAShortOne() {
    List<double[]> near = rows(20, 1, 1).get(0);
    List<double[]> far = rows(2000, 9, 2).get(0);
    List<List<double[]>> impostor = rows(400, -1, 3);

    double[] both = KeyWeights.of(List.of(near, far), impostor, 1e-3);
    double[] long1 = KeyWeights.of(List.of(far), impostor, 1e-3);

    double nothing = both[KeyTerms.COUNT] + 2 * both[0];
    assertThat(nothing).as("log-odds at 2").isGreaterThan(long1[KeyTerms.COUNT] + 2 * long1[0]);
  }

  @Test
  void of_keepsWeightsSmallWhenThePenaltyIsLarge() {
    double[] weights = KeyWeights.of(rows(400, 1, 1), rows(400, -1, 2), 1e5);

    assertThat(weights[0]).isEqualTo(0, within(0.02));
  }

  @Test
  void of_givesATermThatNeverVariesNoWeight() {
    double[] weights = KeyWeights.of(rows(50, 1, 1), rows(50, -1, 2), 1);

    assertThat(weights[2]).isZero();
  }

  private static List<List<double[]>> rows(int count, double centre, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] row = new double[KeyTerms.COUNT];
      row[0] = centre + 2 * random.nextGaussian();
      row[1] = random.nextGaussian();
      rows.add(row);
    }
    return List.of(rows);
  }
}
