package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.model.ScoreCurve;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ScoreCurveFitTest {

  @Test
  void of_findsTheLogLikelihoodRatioOfNormalScores() {
    ScoreCurve curve = ScoreCurveFit.of(normal(5_000, 1, 1), normal(10_000, -1, 2));
    for (double score : new double[] {-1, -0.5, 0, 0.5, 1}) {
      assertThat(curve.at(score)).as("nats at %f", score).isCloseTo(2 * score, within(0.4));
    }
  }

  @Test
  void of_neverFallsAlthoughScoresAreNoisy() {
    double[] nats = ScoreCurveFit.of(normal(300, 0.2, 3), normal(300, 0, 4)).nats();
    for (int i = 1; i < nats.length; i++) {
      assertThat(nats[i]).isGreaterThanOrEqualTo(nats[i - 1]);
    }
  }

  @Test
  void of_equalScoresOfBothKindsSayNothing() {
    ScoreCurve curve = ScoreCurveFit.of(new double[50], new double[100]);
    assertThat(curve.at(0)).isCloseTo(0, within(0.02));
    assertThat(curve.scores()).hasSize(1);
  }

  @Test
  void of_tooFewScoresAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreCurveFit.of(new double[19], new double[100]))
        .withMessageContaining("at least 20 genuine scores, had 19");
  }

  private static double[] normal(int count, double mean, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return random.doubles(count).map(any -> mean + random.nextGaussian()).toArray();
  }
}
