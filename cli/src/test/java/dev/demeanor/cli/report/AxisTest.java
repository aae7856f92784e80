package dev.demeanor.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.cli.report.Plot.Tick;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void ticks_areRoundNumbersWithinTheAxis() {
    assertThat(Axis.ticks(-1.2, 3.1, 5).stream().map(Tick::label))
        .containsExactly("\u22121", "0", "1", "2", "3");
    assertThat(Axis.ticks(0, 1, 5).stream().map(Tick::label))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
    assertThat(Axis.ticks(0, 0.013, 3).stream().map(Tick::label))
        .containsExactly("0", "0.005", "0.01");
  }
}
