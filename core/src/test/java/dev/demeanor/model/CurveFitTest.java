package dev.demeanor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.spi.model.ScoreCurve;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveFitTest {

  /** Two normal distributions a distance apart have a log-likelihood ratio that is a line. */
  @Test
  void of_normalScores_findsTheirLogLikelihoodRatio() {
    Random random = new Random(7);
    double[] genuine = random.doubles(20_000).map(any -> random.nextGaussian() + 1).toArray();
    double[] impostors = random.doubles(20_000).map(any -> random.nextGaussian() - 1).toArray();
    ScoreCurve curve = CurveFit.of(genuine, impostors);
    for (double score : new double[] {-1, -0.5, 0, 0.5, 1}) {
      assertThat(curve.at(score)).isCloseTo(2 * score, within(0.3));
    }
  }

  @Test
  void of_scoresThatTellNothing_saysNothing() {
    double[] scores = new Random(7).doubles(5_000).toArray();
    ScoreCurve curve = CurveFit.of(scores, scores);
    assertThat(curve.at(0.5)).isCloseTo(0, within(0.05));
  }

  @Test
  void of_tooFewScores_saysHowManyItTakes() {
    assertThatThrownBy(() -> CurveFit.of(new double[10], new double[100]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 50 held-back scores");
  }
}
