package dev.demeanor.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogarithmTest {

  @Test
  void onePlus_isAsStrictMath() {
    assertThat(Logarithm.onePlus(0)).isZero();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      double v = StrictMath.exp(70 * random.nextDouble() - 35);
      double exact = StrictMath.log1p(v);
      assertThat(Logarithm.onePlus(v)).isCloseTo(exact, within(4e-16 * (1 + exact)));
    }
  }

  @Test
  void median_isThatOfTheSortedValues() {
    MedianOfMagnitudes medians = new MedianOfMagnitudes();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      int count = 1 + random.nextInt(60);
      int different = 1 + random.nextInt(2 * count);
      double[] values = random.doubles(count).map(v -> Math.floor(different * v) / 7).toArray();
      double largest = medians.take(values, count);
      double median = medians.median();
      java.util.Arrays.sort(values);
      assertThat(largest).isEqualTo(values[count - 1]);
      int middle = count / 2;
      double expected = count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
      assertThat(median).isEqualTo(expected);
    }
  }

  @Test
  void median_ofManyThatAreAlike() {
    MedianOfMagnitudes medians = new MedianOfMagnitudes();
    double[] values = new double[511];
    java.util.Arrays.fill(values, 3.5);
    medians.take(values, values.length);
    assertThat(medians.median()).isEqualTo(3.5);
  }
}
