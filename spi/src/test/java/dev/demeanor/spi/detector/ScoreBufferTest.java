package dev.demeanor.spi.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreBufferTest {

  private final ScoreBuffer scores = new ScoreBuffer();

  @Test
  void raw_isTheSumOfContributionsAndInteraction() {
    scores.begin(3);
    scores.add(0, 1.0);
    scores.add(2, -0.25);
    scores.add(2, -0.25);
    scores.addInteraction(4.0);
    assertThat(scores.raw()).isEqualTo(4.5);
    assertThat(scores.contribution(2)).isEqualTo(-0.5);
  }

  @Test
  void begin_forgetsTheLastAnswer() {
    scores.begin(3);
    scores.add(1, 7.0);
    scores.addInteraction(7.0);
    scores.abstain(AbstentionReason.NO_DATA);
    scores.begin(2);
    assertThat(scores.size()).isEqualTo(2);
    assertThat(scores.raw()).isZero();
    assertThat(scores.interaction()).isZero();
    assertThat(scores.abstention()).isNull();
  }

  @Test
  void abstain_keepsItsReason() {
    scores.begin(1);
    scores.abstain(AbstentionReason.COLD_START);
    assertThat(scores.abstention()).isEqualTo(AbstentionReason.COLD_START);
  }

  @Test
  void scratch_isLongEnoughAndReused() {
    double[] first = scores.scratch(10);
    assertThat(first.length).isGreaterThanOrEqualTo(10);
    assertThat(scores.scratch(5)).isSameAs(first);
    assertThat(scores.scratch(20).length).isGreaterThanOrEqualTo(20);
  }
}
