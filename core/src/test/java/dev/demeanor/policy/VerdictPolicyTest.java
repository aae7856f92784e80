package dev.demeanor.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictPolicyTest {

  private static final SegmentPolicy DEFAULT = SegmentPolicy.defaults();

  @ParameterizedTest
  @CsvSource({
    "1.0, ALLOW",
    "0.8, ALLOW",
    "0.7999999999999999, CHALLENGE",
    "0.5, CHALLENGE",
    "0.49999999999999994, DENY",
    "0.0, DENY"
  })
  void verdict_atTheThresholds_isTheMilderOne(double trust, Verdict expected) {
    assertThat(VerdictPolicy.verdict(DEFAULT, trust, 1, true)).isEqualTo(expected);
  }

  @Test
  void verdict_followsTheThresholdsOfTheSegment() {
    SegmentPolicy strict = DEFAULT.withThresholds(new Thresholds(0.99, 0.9));
    assertThat(VerdictPolicy.verdict(strict, 0.95, 1, true)).isEqualTo(Verdict.CHALLENGE);
    assertThat(VerdictPolicy.verdict(DEFAULT, 0.95, 1, true)).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void verdict_belowMinimumConfidence_isThatOfColdStart() {
    SegmentPolicy careful = DEFAULT.withColdStart(Verdict.CHALLENGE);
    assertThat(VerdictPolicy.verdict(careful, 0.99, 0.29, true)).isEqualTo(Verdict.CHALLENGE);
    assertThat(VerdictPolicy.verdict(DEFAULT, 0.01, 0.29, true)).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void verdict_atMinimumConfidence_isThatOfTrust() {
    assertThat(VerdictPolicy.verdict(DEFAULT, 0.01, 0.3, true)).isEqualTo(Verdict.DENY);
  }

  @Test
  void reasons_ofPlainAllow_areNone() {
    assertThat(VerdictPolicy.reasons(DEFAULT, 0.8, 1, true)).isZero();
  }

  @Test
  void reasons_ofChallengeAndDeny_nameTheThreshold() {
    assertThat(VerdictPolicy.reasons(DEFAULT, 0.79, 1, true))
        .isEqualTo(ReasonCode.TRUST_BELOW_ALLOW.bit());
    assertThat(VerdictPolicy.reasons(DEFAULT, 0.49, 1, true))
        .isEqualTo(ReasonCode.TRUST_BELOW_CHALLENGE.bit());
  }

  @Test
  void verdict_underTheThresholdByWhatMayNotDeny_isAChallengeThatSaysSo() {
    assertThat(VerdictPolicy.verdict(DEFAULT, 0.01, 1, false)).isEqualTo(Verdict.CHALLENGE);
    assertThat(VerdictPolicy.reasons(DEFAULT, 0.01, 1, false))
        .isEqualTo(ReasonCode.TRUST_BELOW_ALLOW.bit() | ReasonCode.UNCORROBORATED.bit());
  }

  @Test
  void reasons_belowMinimumConfidence_speakOnlyOfThat() {
    assertThat(VerdictPolicy.reasons(DEFAULT, 0.01, 0.1, true))
        .isEqualTo(ReasonCode.INSUFFICIENT_EVIDENCE.bit());
  }

  @Test
  void defaults_areThoseOfTheDocumentation() {
    assertThat(DEFAULT).isEqualTo(new SegmentPolicy(new Thresholds(0.8, 0.5), 0.3, Verdict.ALLOW));
  }

  @Test
  void minConfidence_outsideItsRange_isRefusedByNameAndValue() {
    for (double wrong : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> DEFAULT.withMinConfidence(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("minConfidence must be in [0, 1], was " + wrong);
    }
    assertThat(DEFAULT.withMinConfidence(1).minConfidence()).isEqualTo(1);
  }
}
