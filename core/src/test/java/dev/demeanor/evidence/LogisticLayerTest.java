package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.simulated.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticLayerTest {

  private static final double[] NOTHING = {0, 0};

  private static List<LogisticLayer.Example> drawn(double intercept, double slope, int count) {
    Draws draws = new Draws(5);
    List<LogisticLayer.Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = 2 * draws.normal();
      double p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      examples.add(new LogisticLayer.Example(new double[] {1, x}, draws.uniform() < p, 1));
    }
    return examples;
  }

  @Test
  void fit_findsTheWeightsTheExamplesWereDrawnWith() {
    double[] weights =
        LogisticLayer.fit(drawn(0.5, 1.2, 20_000), NOTHING, new double[] {1e-6, 1e-6});
    assertThat(weights[0]).isCloseTo(0.5, within(0.06));
    assertThat(weights[1]).isCloseTo(1.2, within(0.06));
  }

  @Test
  void fit_withoutExamples_staysWhereItIsDrawn() {
    double[] weights = LogisticLayer.fit(List.of(), new double[] {2, -3}, new double[] {1, 1});
    assertThat(weights).containsExactly(2, -3);
  }

  @Test
  void fit_ofExamplesThatAThresholdSeparates_isFinite() {
    List<LogisticLayer.Example> examples = new ArrayList<>();
    for (int i = -5; i < 5; i++) {
      examples.add(new LogisticLayer.Example(new double[] {1, i + 0.5}, i >= 0, 100));
    }
    double[] weights = LogisticLayer.fit(examples, NOTHING, new double[] {1, 1});
    assertThat(weights[1]).isFinite().isGreaterThan(1);
  }
}
