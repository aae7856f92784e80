package dev.demeanor.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * What was measured on one subject. Immutable.
 *
 * @param subject the subject
 * @param genuine genuine attempts
 * @param impostor impostor attempts
 * @param abstained attempts without evidence, of either origin
 * @param errors the subject's own measures; empty without genuine or without impostor attempts
 */
public record SubjectMeasures(
    String subject, int genuine, int impostor, int abstained, Optional<ErrorMeasures> errors) {

  /**
   * Returns whether there was no evidence in any attempt: the subject was never enrolled far
   * enough.
   */
  public boolean abstainedThroughout() {
    return abstained == genuine + impostor;
  }

  static SubjectMeasures of(List<ScoredAttempt> attempts) {
    double[] genuine = scores(attempts, true);
    double[] impostor = scores(attempts, false);
    int abstained = (int) attempts.stream().filter(ScoredAttempt::abstained).count();
    Optional<ErrorMeasures> errors =
        genuine.length == 0 || impostor.length == 0
            ? Optional.empty()
            : Optional.of(ErrorMeasures.of(RocCurve.of(genuine, impostor)));
    return new SubjectMeasures(
        attempts.get(0).subject(), genuine.length, impostor.length, abstained, errors);
  }

  private static double[] scores(List<ScoredAttempt> attempts, boolean genuine) {
    return attempts.stream()
        .filter(attempt -> attempt.genuine() == genuine)
        .mapToDouble(ScoredAttempt::score)
        .toArray();
  }
}
