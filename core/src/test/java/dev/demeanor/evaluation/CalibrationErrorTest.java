package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Verdict;
import dev.demeanor.simulated.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {

  private static ScoredAttempt attempt(boolean genuine, double score, boolean abstained) {
    return new ScoredAttempt("a", genuine, score, 1, Verdict.ALLOW, abstained);
  }

  /**
   * Both kinds normal with deviation 1, 2 apart: evidence is twice the distance from the middle.
   */
  private static List<ScoredAttempt> drawn(int genuine, int impostor, double factor) {
    Draws draws = new Draws(3);
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (int i = 0; i < genuine + impostor; i++) {
      boolean own = i < genuine;
      double x = draws.normal() + (own ? 1 : -1);
      attempts.add(attempt(own, factor * 2 * x, false));
    }
    return attempts;
  }

  @Test
  void ofEvidenceThatIsRight_isSmall() {
    assertThat(CalibrationError.of(drawn(20_000, 20_000, 1)).orElseThrow())
        .isCloseTo(0, within(0.01));
  }

  @Test
  void ofEvidenceThatExaggerates_isLarger() {
    double right = CalibrationError.of(drawn(5_000, 5_000, 1)).orElseThrow();
    assertThat(CalibrationError.of(drawn(5_000, 5_000, 4)).orElseThrow())
        .isGreaterThan(right + 0.03);
  }

  @Test
  void doesNotDependOnHowManyOfEachKindThereAre() {
    assertThat(CalibrationError.of(drawn(20_000, 2_000, 1)).orElseThrow())
        .isCloseTo(0, within(0.02));
  }

  @Test
  void ofEvidenceThatIsAlwaysWrong_isOneHalfForBoth() {
    List<ScoredAttempt> wrong = List.of(attempt(true, -50, false), attempt(false, 50, false));
    assertThat(CalibrationError.of(wrong).orElseThrow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void withoutBothKinds_thereIsNone() {
    assertThat(CalibrationError.of(List.of(attempt(true, 1, false)))).isEmpty();
    assertThat(CalibrationError.of(List.of(attempt(true, 1, false), attempt(false, 0, true))))
        .isEmpty();
  }
}
