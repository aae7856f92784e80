package dev.demeanor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.demeanor.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EvaluationResultTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 1);

  @Test
  void of_meansAreOverSubjectsAndPooledOverAttempts() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(
        attempts,
        "a",
        new double[] {10, 11},
        new double[] {8, 9}); // perfect with a threshold of its own
    add(
        attempts,
        "b",
        new double[] {1, 2},
        new double[] {-1, 0}); // likewise, but b's genuine are under a's impostors
    add(attempts, "c", new double[] {5, 5}, new double[] {5, 5}); // chance

    EvaluationResult result = EvaluationResult.of(attempts, BOOTSTRAP);

    ErrorMeasures mean = result.mean().orElseThrow();
    assertThat(mean.eer()).isCloseTo(0.5 / 3, within(1e-12));
    assertThat(mean.auc()).isCloseTo(2.5 / 3, within(1e-12));
    assertThat(result.eerDeviation()).isCloseTo(Math.sqrt(1.0 / 12), within(1e-12));
    assertThat(result.pooled().orElseThrow().eer()).isGreaterThan(0.3);
    assertThat(result.genuine()).isEqualTo(6);
    assertThat(result.impostor()).isEqualTo(6);
    assertThat(result.decisions()).isEqualTo(12);
    assertThat(result.subjects())
        .extracting(SubjectMeasures::subject)
        .containsExactly("a", "b", "c");
  }

  @Test
  void of_pooledEqualsTheCurveOverAllScores() {
    List<ScoredAttempt> attempts = simulated(8, 5);

    RocCurve curve = RocCurve.of(scores(attempts, true), scores(attempts, false));

    assertThat(EvaluationResult.of(attempts, BOOTSTRAP).pooled()).contains(ErrorMeasures.of(curve));
  }

  @Test
  void of_oneSubject_hasNoDeviationAndAPointForAnInterval() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, "a", new double[] {1, 2, 3}, new double[] {0, 1, 2});

    EvaluationResult result = EvaluationResult.of(attempts, BOOTSTRAP);

    double eer = result.mean().orElseThrow().eer();
    assertThat(result.eerDeviation()).isZero();
    assertThat(result.meanIntervals().orElseThrow().eer()).isEqualTo(new Interval(eer, eer));
    assertThat(result.pooled()).isEqualTo(result.mean());
  }

  @Test
  void of_withoutImpostors_hasCountsAndNoErrors() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, "a", new double[] {1, 2}, new double[0]);

    EvaluationResult result = EvaluationResult.of(attempts, BOOTSTRAP);

    assertThat(result.mean()).isEmpty();
    assertThat(result.pooled()).isEmpty();
    assertThat(result.meanIntervals()).isEmpty();
    assertThat(result.pooledIntervals()).isEmpty();
    assertThat(result.reliability()).isEmpty();
    assertThat(result.verdicts().recall()).isEmpty();
  }

  @Test
  void of_nothing_isEmpty() {
    EvaluationResult result = EvaluationResult.of(List.of(), BOOTSTRAP);

    assertThat(result.decisions()).isZero();
    assertThat(result.mean()).isEmpty();
  }

  @Test
  void of_aSubjectWithOneKindOfAttempt_countsOnlyInPooled() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, "a", new double[] {1, 2, 3}, new double[] {0, 1, 2});
    ErrorMeasures alone = EvaluationResult.of(attempts, BOOTSTRAP).mean().orElseThrow();
    add(attempts, "b", new double[0], new double[] {9, 9, 9});

    EvaluationResult result = EvaluationResult.of(attempts, BOOTSTRAP);

    assertThat(result.mean()).contains(alone);
    assertThat(result.pooled().orElseThrow().eer()).isGreaterThan(alone.eer());
    assertThat(result.subjects().get(1).errors()).isEmpty();
  }

  @Test
  void bootstrap_isReproducibleAndHoldsTheEstimate() {
    List<ScoredAttempt> attempts = simulated(20, 6);

    EvaluationResult result = EvaluationResult.of(attempts, new Bootstrap(500, 9));

    assertThat(EvaluationResult.of(attempts, new Bootstrap(500, 9))).isEqualTo(result);
    assertThat(EvaluationResult.of(attempts, new Bootstrap(500, 10)).meanIntervals())
        .isNotEqualTo(result.meanIntervals());
    Interval interval = result.meanIntervals().orElseThrow().eer();
    double eer = result.mean().orElseThrow().eer();
    assertThat(interval.low()).isLessThan(eer);
    assertThat(interval.high()).isGreaterThan(eer);
    double wide = 4 * result.eerDeviation() / Math.sqrt(20);
    assertThat(interval.high() - interval.low()).isBetween(0.6 * wide, 1.4 * wide);
  }

  @Test
  void bootstrap_resamplesSubjectsAndNotAttempts() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (int s = 0; s < 10; s++) {
      add(attempts, "s" + s, new double[] {1, 2, 3, 4}, new double[] {0, 1, 2, 3});
    }

    Intervals intervals = EvaluationResult.of(attempts, BOOTSTRAP).pooledIntervals().orElseThrow();

    // all subjects are alike, so whichever are drawn the curve is the same
    assertThat(intervals.eer().high() - intervals.eer().low()).isCloseTo(0, within(1e-12));
  }

  @Test
  void bootstrap_withoutResamples_isRefused() {
    assertThatThrownBy(() -> new Bootstrap(0, 1)).hasMessage("resamples must be >= 1, was 0");
  }

  @Test
  void interval_isInterpolatedBetweenNeighbours() {
    double[] values = new double[101];
    for (int i = 0; i <= 100; i++) {
      values[i] = 100 - i;
    }

    Interval interval = Interval.of(values);

    assertThat(interval.low()).isCloseTo(2.5, within(1e-12));
    assertThat(interval.high()).isCloseTo(97.5, within(1e-12));
  }

  @Test
  void verdicts_takeTheImpostorForThePositiveClass() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, true, Verdict.ALLOW, 90);
    add(attempts, true, Verdict.CHALLENGE, 10);
    add(attempts, false, Verdict.ALLOW, 20);
    add(attempts, false, Verdict.CHALLENGE, 10);
    add(attempts, false, Verdict.DENY, 20);

    VerdictCounts verdicts = VerdictCounts.of(attempts);

    assertThat(verdicts).isEqualTo(new VerdictCounts(30, 20, 10, 90));
    assertThat(verdicts.precision()).hasValue(0.75);
    assertThat(verdicts.recall()).hasValue(0.6);
    assertThat(verdicts.falseRejectRate()).hasValue(0.1);
  }

  @Test
  void verdicts_whenNothingIsFlagged_haveNoPrecision() {
    assertThat(new VerdictCounts(0, 5, 0, 5).precision()).isEmpty();
  }

  @Test
  void abstentions_areCountedAndSeenBySubject() {
    List<ScoredAttempt> attempts = new ArrayList<>();
    add(attempts, "a", new double[] {1}, new double[] {0});
    attempts.add(new ScoredAttempt("b", true, 0, 1, Verdict.ALLOW, true));
    attempts.add(new ScoredAttempt("b", false, 0, 2, Verdict.ALLOW, true));

    EvaluationResult result = EvaluationResult.of(attempts, BOOTSTRAP);

    assertThat(result.abstentions()).isEqualTo(2);
    assertThat(result.subjects())
        .extracting(SubjectMeasures::abstainedThroughout)
        .containsExactly(false, true);
  }

  @Test
  void attempt_withAScoreThatCannotBeCompared_isRefused() {
    assertThatThrownBy(() -> new ScoredAttempt("a", true, Double.NaN, 1, Verdict.ALLOW, false))
        .hasMessage("score must be finite, was NaN");
    assertThatThrownBy(() -> new ScoredAttempt("a", true, 1, 1, Verdict.ALLOW, true))
        .hasMessage("score of an abstention must be 0, was 1.0");
  }

  @Test
  void mean_ofNoSubject_isRefused() {
    assertThatThrownBy(() -> ErrorMeasures.mean(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Subjects who differ in how well they are told apart. */
  private static List<ScoredAttempt> simulated(int subjects, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (int s = 0; s < subjects; s++) {
      double distance = 0.3 + random.nextDouble();
      double[] genuine = new double[40];
      double[] impostor = new double[30];
      java.util.Arrays.setAll(genuine, i -> random.nextDouble() + distance);
      java.util.Arrays.setAll(impostor, i -> random.nextDouble());
      add(attempts, "s" + s, genuine, impostor);
    }
    return attempts;
  }

  private static void add(
      List<ScoredAttempt> attempts, String subject, double[] genuine, double[] impostor) {
    for (double score : genuine) {
      attempts.add(new ScoredAttempt(subject, true, score, attempts.size(), Verdict.ALLOW, false));
    }
    for (double score : impostor) {
      attempts.add(new ScoredAttempt(subject, false, score, attempts.size(), Verdict.DENY, false));
    }
  }

  private static void add(
      List<ScoredAttempt> attempts, boolean genuine, Verdict verdict, int count) {
    for (int i = 0; i < count; i++) {
      attempts.add(new ScoredAttempt("a", genuine, 1, attempts.size(), verdict, false));
    }
  }

  private static double[] scores(List<ScoredAttempt> attempts, boolean genuine) {
    return attempts.stream()
        .filter(attempt -> attempt.genuine() == genuine)
        .mapToDouble(ScoredAttempt::score)
        .toArray();
  }
}
