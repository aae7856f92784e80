package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.simulated.Draws;
import org.junit.jupiter.api.Test;

class WindowMomentsTest {

  private static final PointerConstants USUAL = PointerConstants.USUAL;

  private static double[] offsets(double first, double second) {
    double[] offsets = new double[PointerConstants.FEATURES];
    offsets[0] = first;
    offsets[1] = second;
    return offsets;
  }

  private static WindowMoments simulated(int windows) {
    Draws draws = new Draws(1);
    WindowMoments moments = WindowMoments.none();
    for (int i = 0; i < windows; i++) {
      double x = 0.05 * draws.normal();
      moments = moments.with(offsets(x, x + 0.05 * draws.normal()), USUAL);
    }
    return moments;
  }

  @Test
  void deviation_isThatOfTheOffsets() {
    assertThat(simulated(500).deviation(0, USUAL)).isCloseTo(0.05, within(0.006));
  }

  @Test
  void product_saysHowFeaturesMoveTogether() {
    WindowMoments moments = simulated(500);
    double correlation =
        moments.product(1, 0) / (moments.deviation(0, USUAL) * moments.deviation(1, USUAL));
    assertThat(correlation).isCloseTo(Math.sqrt(0.5), within(0.08));
  }

  @Test
  void with_anOutlier_isDrawnIn() {
    WindowMoments before = simulated(100);
    WindowMoments after = before.with(offsets(0.5, 0), USUAL);
    assertThat(after.deviation(0, USUAL)).isLessThan(1.1 * before.deviation(0, USUAL));
  }

  @Test
  void with_manyWindows_followsTheLatest() {
    WindowMoments moments = simulated(600);
    for (int i = 0; i < 2_000; i++) {
      moments = moments.with(offsets(i % 2 == 0 ? 0.02 : -0.02, 0), USUAL);
    }
    assertThat(moments.deviation(0, USUAL)).isCloseTo(0.022, within(0.003));
  }
}
