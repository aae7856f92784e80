package dev.demeanor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {

  private static List<Double> adjusted(double... values) {
    List<FeatureDrift> found =
        DoubleStream.of(values).mapToObj(p -> new FeatureDrift("f", 0, 0, p, 10, 10)).toList();
    return FalseDiscovery.adjust(found).stream().map(FeatureDrift::pValue).toList();
  }

  @Test
  void adjust_answersTheFiguresOfAWorkedExample() {
    // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "BH") of R, and with the order changed
    assertThat(adjusted(0.01, 0.02, 0.03, 0.04, 0.05))
        .allSatisfy(p -> assertThat(p).isCloseTo(0.05, within(1e-12)));
    List<Double> mixed = adjusted(0.5, 0.001, 0.04, 0.03);
    assertThat(mixed.get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(mixed.get(1)).isCloseTo(0.004, within(1e-12));
    assertThat(mixed.get(2)).isCloseTo(0.04 * 4 / 3, within(1e-12));
    assertThat(mixed.get(3)).isCloseTo(0.04 * 4 / 3, within(1e-12));
  }

  @Test
  void adjust_leavesNothingAsItIs() {
    assertThat(adjusted()).isEmpty();
    assertThat(adjusted(0.2)).containsExactly(0.2);
  }
}
