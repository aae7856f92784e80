package dev.demeanor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Thresholds;
import org.junit.jupiter.api.Test;

class MeterTest {

  private final Meter meter = new Meter(Terminal.PLAIN, 20);

  @Test
  void ofTrust_fillsTheShare() {
    assertThat(meter.ofTrust(0, Thresholds.DEFAULT)).isEqualTo("....................");
    assertThat(meter.ofTrust(0.5, Thresholds.DEFAULT)).isEqualTo("##########..........");
    assertThat(meter.ofTrust(1, Thresholds.DEFAULT)).isEqualTo("####################");
  }

  @Test
  void ofTrust_isColouredByVerdict() {
    Meter coloured = new Meter(new Terminal(true, true, false), 2);
    assertThat(coloured.ofTrust(0.6, Thresholds.DEFAULT)).startsWith("\033[33m#");
    assertThat(coloured.ofTrust(0.3, Thresholds.DEFAULT)).startsWith("\033[31m#");
  }

  @Test
  void scale_marksTheThresholds() {
    assertThat(meter.scale(Thresholds.DEFAULT)).isEqualTo("          v0.5  v0.8");
  }

  @Test
  void scale_isNeverWiderThanTheBar() {
    assertThat(meter.scale(new Thresholds(0.99, 0.9))).hasSize(20);
  }
}
