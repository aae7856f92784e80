package dev.demeanor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StabilityIndexTest {

  private static double[] oneTo(int n, double shift) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> i + shift).toArray();
  }

  @Test
  void of_isNothingForTheSameValues() {
    assertThat(StabilityIndex.of(oneTo(50, 0), oneTo(50, 0))).isZero();
  }

  @Test
  void of_answersTheFigureOfAWorkedExample() {
    // all 10 current values in the last of 5 bins with 2 of 10 reference values each, 0.5 added
    double rest = 0.5 / 12.5;
    double was = 2.5 / 12.5;
    double last = 10.5 / 12.5;
    double expected = 4 * (rest - was) * Math.log(rest / was) + (last - was) * Math.log(last / was);
    assertThat(StabilityIndex.of(oneTo(10, 0), oneTo(10, 100))).isCloseTo(expected, within(1e-12));
  }

  @Test
  void of_growsWithTheShift() {
    double little = StabilityIndex.of(oneTo(50, 0), oneTo(50, 5));
    double much = StabilityIndex.of(oneTo(50, 0), oneTo(50, 25));
    assertThat(little).isPositive().isLessThan(much);
  }
}
