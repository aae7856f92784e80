package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupErrorsTest {

  private final List<ScoredAttempt> attempts = new ArrayList<>();

  @Test
  void figures_giveMeanAndPooledOfEachGroup() {
    // each of x and y is told apart from his own impostor, but no threshold does it for both
    add("x", true, 1);
    add("x", false, 0);
    add("y", true, 11);
    add("y", false, 10);
    add("z", true, 0);
    add("z", false, 1);

    List<Figure> figures =
        GroupErrors.figures(attempts, Map.of("x", "same", "y", "same", "z", "changed", "w", ""));

    assertThat(figures)
        .extracting(Figure::key)
        .containsExactly("changed.meanEer", "changed.pooledEer", "same.meanEer", "same.pooledEer");
    assertThat(figures).extracting(Figure::value).containsExactly(1.0, 1.0, 0.0, 0.5);
  }

  @Test
  void figures_ofSubjectsWithoutAGroup_areNone() {
    add("x", true, 1);

    assertThat(GroupErrors.figures(attempts, Map.of())).isEmpty();
    assertThat(GroupErrors.figures(attempts, Map.of("x", "g")).get(0).present()).isEmpty();
  }

  private void add(String subject, boolean genuine, double score) {
    attempts.add(new ScoredAttempt(subject, genuine, score, attempts.size(), Verdict.ALLOW, false));
  }
}
