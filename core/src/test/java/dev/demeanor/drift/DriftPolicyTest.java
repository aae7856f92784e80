package dev.demeanor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DriftPolicyTest {

  @Test
  void off_followsNobody() {
    assertThat(DriftPolicy.defaults().isOn()).isTrue();
    assertThat(DriftPolicy.off().isOn()).isFalse();
  }

  @Test
  void policy_refusesFiguresThatMeanNothing() {
    assertThatThrownBy(() -> DriftPolicy.defaults().withFalseDiscoveryRate(1.2))
        .hasMessage("falseDiscoveryRate must be in (0, 1), was 1.2");
    assertThatThrownBy(() -> DriftPolicy.defaults().withSubjects(-1))
        .hasMessage("subjects must be >= 0, was -1");
    assertThatThrownBy(() -> DriftBounds.subject().withRuns(3, 20))
        .hasMessage("reference must be in [10, 1000], was 3");
    assertThatThrownBy(() -> DriftBounds.subject().withDistances(0.6, 0.5))
        .hasMessage("warning and drifted must be in (0, 1] and in this order, were 0.6 and 0.5");
  }

  @Test
  void with_changesOneFigure() {
    DriftBounds bounds = DriftBounds.population().withRuns(40, 30);
    DriftPolicy policy = DriftPolicy.defaults().withPopulation(bounds).withSubject(bounds);
    assertThat(policy.population().reference()).isEqualTo(40);
    assertThat(policy.subject().current()).isEqualTo(30);
    assertThat(bounds.windows(false)).isEqualTo(4);
    assertThat(bounds.windows(true)).isEqualTo(16);
  }
}
