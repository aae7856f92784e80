package dev.demeanor.spi.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ScoreWorthTest {

  @Test
  void spreads_leaveTheRestToTheSubjectsOwnScores() {
    ScoreWorth.Spreads worth = ScoreWorth.spreads(1.5);
    assertThat(worth.leastSpread()).isEmpty();
    assertThat(worth.scale()).isEmpty();
    assertThat(worth.windowCorrelation()).isZero();
  }

  @Test
  void withers_changeOneThingEach() {
    ScoreScale scale = new ScoreScale(0.9, 0.2, -2);
    ScoreWorth.Spreads worth =
        ScoreWorth.spreads(1.5).withScale(scale).withLeastSpread(0.3).withWindowCorrelation(0.5);
    assertThat(worth.natsPerSpread()).isEqualTo(1.5);
    assertThat(worth.scale()).contains(scale);
    assertThat(worth.leastSpread()).hasValue(0.3);
    assertThat(worth.windowCorrelation()).isEqualTo(0.5);
  }

  @Test
  void spreads_refuseWhatIsNoSlope() {
    for (double nats : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ScoreWorth.spreads(nats))
          .withMessageContainingAll("natsPerSpread", "" + nats);
    }
  }

  @Test
  void windowCorrelation_mustBeBelowOne() {
    for (double correlation : new double[] {-0.1, 1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ScoreWorth.Nats(correlation))
          .withMessageContainingAll("windowCorrelation", "" + correlation);
    }
  }

  @Test
  void leastSpread_mustNotBeNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreWorth.spreads(1).withLeastSpread(-0.5))
        .withMessageContainingAll("leastSpread", "-0.5");
  }
}
