package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.simulated.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedStatisticsTest {

  private record Weighted(double value, double weight) {}

  private static SampleHistory history(float... values) {
    SampleHistory history = SampleHistory.empty(Math.max(1, values.length), 1);
    for (float value : values) {
      history = history.with(new float[] {value});
    }
    return history;
  }

  private static double median(SampleHistory history, double age) {
    long[] order = new long[history.size()];
    int count = WeightedStatistics.order(history, 0, order);
    double[] weights = WeightedStatistics.weights(age, history.size());
    return WeightedStatistics.median(history, 0, weights, order, count);
  }

  @Test
  void median_ofVeryLongAge_isThePlainLowerMedian() {
    assertThat(median(history(5, 1, 4, 2, 3), 1e9)).isEqualTo(3);
  }

  @Test
  void median_ofShortAge_isTheNewest() {
    assertThat(median(history(5, 1, 4, 2, 3), 0.1)).isEqualTo(3);
    assertThat(median(history(5, 1, 4, 3, 2), 0.1)).isEqualTo(2);
  }

  @Test
  void median_skipsMissing() {
    assertThat(median(history(Float.NaN, 7, Float.NaN), 15)).isEqualTo(7);
  }

  @Test
  void median_ofNothing_isNoNumber() {
    assertThat(median(history(Float.NaN), 15)).isNaN();
    assertThat(median(history(), 15)).isNaN();
  }

  @Test
  void median_ordersNegativeNumbers() {
    assertThat(median(history(-1, -3, 2, -2, 0), 1e9)).isEqualTo(-1);
  }

  @Test
  void medianAndMeanDistance_equalNaiveOnes() {
    for (long seed = 0; seed < 200; seed++) {
      Draws draws = new Draws(seed);
      float[] values = new float[1 + draws.below(60)];
      for (int i = 0; i < values.length; i++) {
        values[i] = draws.uniform() < 0.2 ? Float.NaN : (float) draws.uniform(-4, 1);
      }
      SampleHistory history = history(values);
      double age = draws.uniform(1, 60);
      List<Weighted> weighted = new ArrayList<>();
      for (int k = 0; k < values.length; k++) {
        float value = values[values.length - 1 - k];
        if (!Float.isNaN(value)) {
          weighted.add(new Weighted(value, Math.exp(-k / age)));
        }
      }
      double centre = naiveMedian(weighted);
      assertThat(median(history, age)).as("seed %d", seed).isEqualTo((Double) centre);
      if (!weighted.isEmpty()) {
        assertThat(
                WeightedStatistics.meanDistance(
                    history, 0, centre, WeightedStatistics.weights(age, history.size())))
            .as("seed %d", seed)
            .isCloseTo(naiveMeanDistance(weighted, centre), within(1e-12));
      }
    }
  }

  private static double naiveMedian(List<Weighted> values) {
    double total = values.stream().mapToDouble(Weighted::weight).sum();
    double reached = 0;
    for (Weighted each :
        values.stream().sorted(Comparator.comparingDouble(Weighted::value)).toList()) {
      reached += each.weight();
      if (reached >= total / 2) {
        return each.value();
      }
    }
    return Double.NaN;
  }

  private static double naiveMeanDistance(List<Weighted> values, double centre) {
    double total = values.stream().mapToDouble(Weighted::weight).sum();
    return values.stream().mapToDouble(v -> v.weight() * Math.abs(v.value() - centre)).sum()
        / total;
  }

  @Test
  void history_keepsTheNewestRows() {
    SampleHistory history = SampleHistory.empty(2, 1);
    for (int i = 1; i <= 3; i++) {
      history = history.with(new float[] {i});
    }
    assertThat(history.size()).isEqualTo(2);
    assertThat(history.value(0, 0)).isEqualTo(3);
    assertThat(history.value(1, 0)).isEqualTo(2);
  }
}
