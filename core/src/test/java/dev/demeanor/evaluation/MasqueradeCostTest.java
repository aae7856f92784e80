package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasqueradeCostTest {

  private final List<ScoredAttempt> attempts = new ArrayList<>();

  @Test
  void at_countsWhatIsUnderTheThreshold() {
    add("a", true, 1, 2, 3, 4);
    add("a", false, 0, 2);

    MasqueradeCost cost = MasqueradeCost.at(attempts, 2);

    assertThat(cost.hits()).isEqualTo(0.5);
    assertThat(cost.falseAlarms()).isEqualTo(0.25);
    assertThat(cost.cost()).isCloseTo(50 + 6 * 25, within(1e-9));
  }

  @Test
  void cheapest_weighsAFalseAlarmSixTimes() {
    add("a", true, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1);
    add("a", false, 0, 2);

    assertThat(MasqueradeCost.cheapest(attempts))
        .as("one more hit of two is worth 50, one false alarm of ten costs 60")
        .isEqualTo(1);
  }

  @Test
  void ofOtherHalf_takesEachThresholdFromTheOtherPlaces() {
    add("even", true, 10, 11);
    add("even", false, 9);
    add("odd", true, 1, 2);
    add("odd", false, 0);

    MasqueradeCost cost = MasqueradeCost.ofOtherHalf(attempts);

    assertThat(cost.hits())
        .as("the odd user's 0 is under 10, the even user's 9 is not under 1")
        .isEqualTo(0.5);
    assertThat(cost.falseAlarms()).isEqualTo(0.5);
  }

  @Test
  void figures_withoutMasquerades_areMissing() {
    add("a", true, 1, 2);

    assertThat(MasqueradeCost.figures(attempts).get(0).present()).isEmpty();
    assertThat(MasqueradeCost.cheapest(attempts)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private void add(String subject, boolean genuine, double... scores) {
    for (double score : scores) {
      attempts.add(
          new ScoredAttempt(subject, genuine, score, attempts.size(), Verdict.ALLOW, false));
    }
  }
}
