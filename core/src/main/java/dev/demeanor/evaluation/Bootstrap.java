package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap over whole subjects: attempts on one subject are not independent of each
 * other, so subjects are drawn, with replacement, each with all its attempts. Immutable; the same
 * seed gives the same intervals.
 *
 * @param resamples how many times subjects are drawn, 1 or more
 * @param seed seed of the draws
 */
public record Bootstrap(int resamples, long seed) {

  /** How many resamples are usual. */
  public static final int USUAL_RESAMPLES = 1000;

  /** Checks the number of resamples. */
  public Bootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be >= 1, was " + resamples);
    }
  }

  /**
   * The intervals of the means over subjects and of the pooled measures; empty where nothing could
   * be resampled.
   */
  record Result(Optional<Intervals> mean, Optional<Intervals> pooled) {}

  Result run(List<List<ScoredAttempt>> groups, List<SubjectMeasures> subjects) {
    SortedScores scores = SortedScores.of(groups);
    SplittableRandom random = new SplittableRandom(seed);
    List<ErrorMeasures> means = new ArrayList<>();
    List<ErrorMeasures> pooled = new ArrayList<>();
    for (int i = 0; i < resamples; i++) {
      int[] weights = new int[groups.size()];
      List<ErrorMeasures> drawn = new ArrayList<>();
      for (int draw = 0; draw < weights.length; draw++) {
        int subject = random.nextInt(weights.length);
        weights[subject]++;
        subjects.get(subject).errors().ifPresent(drawn::add);
      }
      if (!drawn.isEmpty()) {
        means.add(ErrorMeasures.mean(drawn));
      }
      if (scores.count(true, weights) > 0 && scores.count(false, weights) > 0) {
        pooled.add(ErrorMeasures.of(RocCurve.of(scores, weights)));
      }
    }
    return new Result(intervals(means), intervals(pooled));
  }

  private static Optional<Intervals> intervals(List<ErrorMeasures> resampled) {
    return resampled.isEmpty() ? Optional.empty() : Optional.of(Intervals.of(resampled));
  }
}
