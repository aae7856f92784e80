package dev.demeanor.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DecisionTest {

  @Test
  void thresholds_decideAtTheBoundary() {
    Thresholds thresholds = Thresholds.DEFAULT;
    assertThat(thresholds.verdict(1.0)).isEqualTo(Verdict.ALLOW);
    assertThat(thresholds.verdict(0.8)).isEqualTo(Verdict.ALLOW);
    assertThat(thresholds.verdict(Math.nextDown(0.8))).isEqualTo(Verdict.CHALLENGE);
    assertThat(thresholds.verdict(0.5)).isEqualTo(Verdict.CHALLENGE);
    assertThat(thresholds.verdict(Math.nextDown(0.5))).isEqualTo(Verdict.DENY);
    assertThat(thresholds.verdict(0.0)).isEqualTo(Verdict.DENY);
  }

  @Test
  void thresholds_denyWhatIsNoNumber() {
    assertThat(Thresholds.DEFAULT.verdict(Double.NaN)).isEqualTo(Verdict.DENY);
  }

  @Test
  void thresholds_refuseAllowOutOfRange() {
    for (double allow : new double[] {0, 1, 1.3, -0.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Thresholds(allow, 0.5))
          .withMessage("allow must be in (0, 1), was " + allow);
    }
  }

  @Test
  void thresholds_refuseChallengeOutOfRange() {
    for (double challenge : new double[] {0, 0.81, -0.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Thresholds(0.8, challenge))
          .withMessage("challenge must be in (0, allow = 0.8], was " + challenge);
    }
    assertThat(new Thresholds(0.8, 0.8).verdict(0.79)).isEqualTo(Verdict.DENY);
  }

  @Test
  void atLeast_isTheMoreSevere() {
    for (Verdict a : Verdict.values()) {
      for (Verdict b : Verdict.values()) {
        Verdict worse = a.ordinal() > b.ordinal() ? a : b;
        assertThat(a.atLeast(b)).isEqualTo(worse);
      }
    }
  }

  @Test
  void reasonCodes_haveABitEach() {
    int all = 0;
    for (ReasonCode code : ReasonCode.values()) {
      assertThat(all & code.bit()).as("bit of %s", code).isZero();
      all |= code.bit();
    }
    assertThat(Integer.bitCount(all)).isEqualTo(ReasonCode.values().length);
  }

  @Test
  void reasons_areThoseOfTheBits() {
    Decision decision = decision(ReasonCode.BLOCKED.bit() | ReasonCode.COLD_START.bit());
    assertThat(decision.reasons()).containsExactly(ReasonCode.COLD_START, ReasonCode.BLOCKED);
    for (ReasonCode code : ReasonCode.values()) {
      assertThat(decision.has(code)).isEqualTo(decision.reasons().contains(code));
    }
  }

  @Test
  void reasons_areEmptyForAPlainAllow() {
    assertThat(decision(0).reasons()).isEmpty();
  }

  @Test
  void with_changesOutcomeAndAddsAReason() {
    Decision before = decision(ReasonCode.COLD_START.bit());
    Decision after = before.with(Verdict.CHALLENGE, Verdict.DENY, ReasonCode.NOT_DURABLE);
    assertThat(after.verdict()).isEqualTo(Verdict.CHALLENGE);
    assertThat(after.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(after.reasons()).containsExactly(ReasonCode.COLD_START, ReasonCode.NOT_DURABLE);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.at()).isEqualTo(before.at());
    assertThat(after.mode()).isEqualTo(before.mode());
    assertThat(after.trust()).isEqualTo(before.trust());
    assertThat(after.confidence()).isEqualTo(before.confidence());
  }

  @Test
  void with_leavesTheOriginalAsItWas() {
    Decision before = decision(0);
    before.with(Verdict.DENY, Verdict.DENY, ReasonCode.BLOCKED);
    assertThat(before.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(before.reasons()).isEmpty();
  }

  @Test
  void id_isSessionKeyAndSequence() {
    assertThat(decision(0).id()).isEqualTo("5e55-3");
    assertThat(decision(0).at()).isEqualTo(Instant.ofEpochMilli(1000));
  }

  @Test
  void equals_comparesAllParts() {
    assertThat(decision(1)).isEqualTo(decision(1)).hasSameHashCodeAs(decision(1));
    assertThat(decision(1)).isNotEqualTo(decision(2));
    assertThat(decision(1))
        .isNotEqualTo(decision(1).with(Verdict.DENY, Verdict.DENY, ReasonCode.TRUST_BELOW_ALLOW));
  }

  @Test
  void toString_doesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(decision(0).toString()).contains("trust 0.900").contains("confidence 0.50");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Decision decision(int reasons) {
    return new Decision(
        "5e55", 3, 1000, Verdict.ALLOW, Verdict.ALLOW, Mode.SHADOW, 0.9, 0.5, reasons);
  }
}
