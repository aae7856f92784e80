package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was measured over the attempts of one evaluation. Immutable.
 *
 * @param subjects each subject, in the order of its first attempt
 * @param genuine genuine attempts
 * @param impostor impostor attempts
 * @param abstentions attempts without evidence; they count with their neutral score
 * @param mean mean over the subjects that have both kinds of attempt
 * @param eerDeviation standard deviation of the subjects' equal-error rates, 0 for a single subject
 * @param meanIntervals 95 % intervals of {@code mean}
 * @param pooled one threshold for all subjects
 * @param pooledIntervals 95 % intervals of {@code pooled}
 * @param verdicts what the verdicts did at the thresholds in force
 * @param reliability whether evidence means what it says
 */
public record EvaluationResult(
    List<SubjectMeasures> subjects,
    long genuine,
    long impostor,
    long abstentions,
    Optional<ErrorMeasures> mean,
    double eerDeviation,
    Optional<Intervals> meanIntervals,
    Optional<ErrorMeasures> pooled,
    Optional<Intervals> pooledIntervals,
    VerdictCounts verdicts,
    Optional<Reliability> reliability) {

  /** Copies the list. */
  public EvaluationResult {
    subjects = List.copyOf(subjects);
  }

  /** Measures these attempts. */
  public static EvaluationResult of(List<ScoredAttempt> attempts, Bootstrap bootstrap) {
    Map<String, List<ScoredAttempt>> bySubject = new LinkedHashMap<>();
    for (ScoredAttempt attempt : attempts) {
      bySubject.computeIfAbsent(attempt.subject(), subject -> new ArrayList<>()).add(attempt);
    }
    List<List<ScoredAttempt>> groups = List.copyOf(bySubject.values());
    List<SubjectMeasures> subjects = groups.stream().map(SubjectMeasures::of).toList();
    List<ErrorMeasures> errors =
        subjects.stream().flatMap(subject -> subject.errors().stream()).toList();
    long genuine = attempts.stream().filter(ScoredAttempt::genuine).count();
    long impostor = attempts.size() - genuine;
    Bootstrap.Result intervals = bootstrap.run(groups, subjects);
    return new EvaluationResult(
        subjects,
        genuine,
        impostor,
        attempts.stream().filter(ScoredAttempt::abstained).count(),
        errors.isEmpty() ? Optional.empty() : Optional.of(ErrorMeasures.mean(errors)),
        eerDeviation(errors),
        intervals.mean(),
        genuine == 0 || impostor == 0 ? Optional.empty() : Optional.of(pooled(groups)),
        intervals.pooled(),
        VerdictCounts.of(attempts),
        Reliability.fit(attempts));
  }

  /** Returns how many decisions were measured. */
  public long decisions() {
    return genuine + impostor;
  }

  private static ErrorMeasures pooled(List<List<ScoredAttempt>> groups) {
    int[] once = new int[groups.size()];
    Arrays.fill(once, 1);
    return ErrorMeasures.of(RocCurve.of(SortedScores.of(groups), once));
  }

  private static double eerDeviation(List<ErrorMeasures> errors) {
    if (errors.size() < 2) {
      return 0;
    }
    double mean = ErrorMeasures.mean(errors).eer();
    double squares = errors.stream().mapToDouble(e -> (e.eer() - mean) * (e.eer() - mean)).sum();
    return Math.sqrt(squares / (errors.size() - 1));
  }
}
