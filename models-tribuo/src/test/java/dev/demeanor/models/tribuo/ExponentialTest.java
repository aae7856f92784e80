package dev.demeanor.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExponentialTest {

  @Test
  void of_isTheExponentialTo1e7() {
    RandomGenerator random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      float x = (float) (-700 * random.nextDouble() * random.nextDouble());
      double expected = StrictMath.exp(x);
      assertThat((double) Exponential.of(x)).as("exp(%s)", x).isCloseTo(expected, within(1e-7));
      if (x > -80) {
        assertThat(Exponential.of(x) / expected).as("exp(%s)", x).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void of_neverRises_fromOneStepToTheNextButByRounding() {
    float before = 1;
    for (float x = 0; x > -90; x -= 0.001f) {
      float now = Exponential.of(x);
      assertThat(now).isLessThanOrEqualTo(Math.nextUp(before));
      before = now;
    }
  }

  @Test
  void of_edges() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-0.0f)).isEqualTo(1);
    assertThat(Exponential.of(-1000)).isBetween(0f, 2e-38f);
    assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isBetween(0f, 2e-38f);
    assertThat(Exponential.of(Float.NaN)).isNaN();
  }
}
