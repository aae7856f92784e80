package dev.demeanor.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void of_isTheExponentialTo15Digits() {
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      double x = -700 * random.nextDouble() * random.nextDouble();
      double expected = StrictMath.exp(x);
      assertThat(Exponential.of(x)).as("exp(%s)", x).isCloseTo(expected, within(2e-15 * expected));
    }
  }

  @Test
  void of_edges() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-0.0)).isEqualTo(1);
    assertThat(Exponential.of(-1000)).isZero();
    assertThat(Exponential.of(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.of(Double.NaN)).isNaN();
  }
}
