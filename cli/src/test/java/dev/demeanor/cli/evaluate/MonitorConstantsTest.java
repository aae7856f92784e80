package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.cli.BadInput;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.evidence.CalibrationConstants;
import org.junit.jupiter.api.Test;

class MonitorConstantsTest {

  private static MonitorSettings with(String constant, String value) {
    return MonitorConstants.with(MonitorSettings.usual(), constant, value);
  }

  @Test
  void with_setsTheConstantOfThisNameAndNoOther() {
    CalibrationConstants usual = CalibrationConstants.defaults();
    assertThat(with("crossing", "-2").calibration()).isEqualTo(usual.withCrossing(-2));
    assertThat(with("scale-mass", "64").calibration()).isEqualTo(usual.withScaleMass(64));
    assertThat(with("ceiling", "4").calibration()).isEqualTo(usual.withCeiling(4));
    assertThat(with("update-quantile", "0.2").calibration())
        .isEqualTo(usual.withUpdateQuantile(0.2));
    AdaptationPolicy policy = MonitorSettings.usual().adaptation();
    assertThat(with("drift-budget", "2").adaptation()).isEqualTo(policy.withDriftBudget(2));
    assertThat(with("anchor-lead", "Infinity").adaptation())
        .isEqualTo(policy.withAnchorLead(Double.POSITIVE_INFINITY));
    assertThat(with("anchor-lead", "3").calibration()).isEqualTo(usual);
  }

  @Test
  void with_valueOutOfItsRange_isRefusedByName() {
    assertThatThrownBy(() -> with("drift-budget", "0"))
        .isInstanceOf(BadInput.class)
        .hasMessage("drift-budget=0: driftBudget must be > 0, was 0.0");
    assertThatThrownBy(() -> with("ceiling", "high"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("ceiling=high");
  }

  @Test
  void adaptation_isWhatMattersOnlyWhereTemplatesAdapt() {
    assertThat(MonitorConstants.isOfAdaptation("update-quantile")).isTrue();
    assertThat(MonitorConstants.isOfAdaptation("ceiling")).isFalse();
    assertThat(MonitorConstants.has("clip")).isFalse();
  }
}
