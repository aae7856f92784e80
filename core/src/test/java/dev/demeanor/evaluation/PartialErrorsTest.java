package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialErrorsTest {

  @Test
  void figures_areOfOneThresholdForAll_andSayTheMeanBeside() {
    List<Figure> figures =
        PartialErrors.figures(
            "without pointer",
            List.of(
                attempt("a", true, 3, 1),
                attempt("a", false, 2, 2),
                attempt("b", true, 1, 1),
                attempt("b", false, 0, 2)));

    assertThat(figures)
        .extracting(Figure::key)
        .containsExactly("without-pointer.auc", "without-pointer.eer");
    assertThat(figures.get(0).value()).isEqualTo(0.75);
    assertThat(figures.get(0).remark()).startsWith("mean 1.0000");
    assertThat(figures.get(1).value()).isEqualTo(0.5);
    assertThat(figures.get(1).remark()).contains("mean 0.0000, 0 abstentions");
  }

  @Test
  void figures_withoutBothKinds_areNone() {
    assertThat(PartialErrors.figures("x", List.of(attempt("a", true, 3, 1)))).isEmpty();
    assertThat(PartialErrors.figures("x", List.of())).isEmpty();
  }

  private static ScoredAttempt attempt(String subject, boolean genuine, double score, int order) {
    return new ScoredAttempt(subject, genuine, score, order, Verdict.ALLOW, false);
  }
}
