package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be told apart when only a part of what was observed is used. */
public final class PartialErrors {

  private PartialErrors() {}

  /**
   * Returns area under the curve and equal-error rate of all attempts together, with one threshold
   * for all subjects. Remarks give the mean over subjects and the calibration slope.
   *
   * @param name names the part
   */
  public static List<Figure> figures(String name, List<ScoredAttempt> attempts) {
    Map<String, List<ScoredAttempt>> bySubject = new LinkedHashMap<>();
    for (ScoredAttempt attempt : attempts) {
      bySubject.computeIfAbsent(attempt.subject(), subject -> new ArrayList<>()).add(attempt);
    }
    List<ErrorMeasures> errors =
        bySubject.values().stream()
            .map(SubjectMeasures::of)
            .flatMap(measures -> measures.errors().stream())
            .toList();
    if (errors.isEmpty()) {
      return List.of();
    }
    ErrorMeasures pooled = SubjectMeasures.of(attempts).errors().orElseThrow();
    ErrorMeasures mean = ErrorMeasures.mean(errors);
    long abstentions = attempts.stream().filter(ScoredAttempt::abstained).count();
    String slope =
        Reliability.fit(attempts)
            .map(fit -> String.format(Locale.ROOT, "%.2f", fit.slope()))
            .orElse("-");
    String key = name.replace(' ', '-');
    return List.of(
        new Figure(
            key + ".auc",
            "AUC " + name,
            pooled.auc(),
            4,
            String.format(Locale.ROOT, "mean %.4f, calibration slope %s", mean.auc(), slope)),
        new Figure(
            key + ".eer",
            "EER " + name,
            pooled.eer(),
            4,
            String.format(Locale.ROOT, "mean %.4f, %d abstentions", mean.eer(), abstentions)));
  }
}
