package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  @Test
  void fit_ofTwoScoreValuesIsTheirLogOdds() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, true, 1, 30);
    add(attempts, false, 1, 10);
    add(attempts, true, -1, 10);
    add(attempts, false, -1, 30);

    Reliability reliability = Reliability.fit(attempts).orElseThrow();

    // log-odds are ln 3 at +1 and -ln 3 at -1; the sample's own are 0
    assertThat(reliability.slope()).isCloseTo(Math.log(3), within(1e-9));
    assertThat(reliability.intercept()).isCloseTo(0, within(1e-9));
    assertThat(reliability.attempts()).isEqualTo(80);
  }

  @Test
  void fit_findsTheSlopeThatMadeTheData() {
    for (double truth : new double[] {0.5, 1, 2}) {
      SplittableRandom random = new SplittableRandom(3);
      List<ScoredAttempt> attempts = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        double score = random.nextDouble() * 6 - 3;
        boolean genuine = random.nextDouble() < 1 / (1 + Math.exp(-truth * score));
        attempts.add(attempt(genuine, score, i));
      }

      assertThat(Reliability.fit(attempts).orElseThrow().slope()).isCloseTo(truth, within(0.06));
    }
  }

  @Test
  void fit_doesNotDependOnHowManyImpostorsWereTried() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, true, 1, 30);
    add(attempts, false, 1, 100);
    add(attempts, true, -1, 10);
    add(attempts, false, -1, 300);

    Reliability reliability = Reliability.fit(attempts).orElseThrow();

    assertThat(reliability.slope()).isCloseTo(Math.log(3), within(1e-9));
    assertThat(reliability.intercept()).isCloseTo(0, within(1e-9));
  }

  @Test
  void fit_whereAThresholdTellsAllApart_isEmpty() {
    assertThat(Reliability.fit(List.of(attempt(true, 1, 0), attempt(false, -1, 0)))).isEmpty();
    assertThat(Reliability.fit(List.of(attempt(true, -1, 0), attempt(false, 1, 0)))).isEmpty();
  }

  @Test
  void fit_ofEqualScores_isEmpty() {
    assertThat(Reliability.fit(List.of(attempt(true, 1, 0), attempt(false, 1, 0)))).isEmpty();
  }

  @Test
  void fit_ofOneKind_isEmpty() {
    assertThat(Reliability.fit(List.of(attempt(true, 1, 0), attempt(true, 2, 1)))).isEmpty();
    assertThat(Reliability.fit(List.of())).isEmpty();
  }

  @Test
  void fit_leavesAbstentionsOut() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, true, 1, 30);
    add(attempts, false, 1, 10);
    add(attempts, true, -1, 10);
    add(attempts, false, -1, 30);
    Reliability without = Reliability.fit(attempts).orElseThrow();
    attempts.add(new ScoredAttempt("a", true, 0, 1000, Verdict.ALLOW, true));

    assertThat(Reliability.fit(attempts)).contains(without);
  }

  private static void add(List<ScoredAttempt> attempts, boolean genuine, double score, int count) {
    for (int i = 0; i < count; i++) {
      attempts.add(attempt(genuine, score, attempts.size()));
    }
  }

  private static ScoredAttempt attempt(boolean genuine, double score, int order) {
    return new ScoredAttempt("a", genuine, score, order, Verdict.ALLOW, false);
  }
}
