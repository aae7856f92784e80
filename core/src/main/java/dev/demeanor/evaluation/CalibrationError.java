package dev.demeanor.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The expected calibration error of evidence: by how much the share of genuine attempts differs, on
 * average, from what evidence says it is. Genuine and impostor attempts weigh the same, whatever
 * their numbers; in ten bins of equal weight, in the order of evidence. 0 is right, 1 the worst.
 */
public final class CalibrationError {

  private static final int BINS = 10;

  private CalibrationError() {}

  /** Returns the error over the attempts that had evidence; empty without both kinds of them. */
  public static OptionalDouble of(List<ScoredAttempt> attempts) {
    List<ScoredAttempt> present = new ArrayList<>(attempts);
    present.removeIf(ScoredAttempt::abstained);
    long genuine = present.stream().filter(ScoredAttempt::genuine).count();
    long impostor = present.size() - genuine;
    if (genuine == 0 || impostor == 0) {
      return OptionalDouble.empty();
    }
    present.sort(Comparator.comparingDouble(ScoredAttempt::score));
    double error = 0;
    double said = 0;
    double was = 0;
    int bin = 1;
    double before = 0;
    for (int i = 0; i < present.size(); i++) {
      ScoredAttempt attempt = present.get(i);
      double share = 0.5 / (attempt.genuine() ? genuine : impostor);
      said += share / (1 + Math.exp(-attempt.score()));
      was += attempt.genuine() ? share : 0;
      before += share;
      if (before >= (double) bin / BINS || i == present.size() - 1) {
        error += Math.abs(said - was);
        said = 0;
        was = 0;
        bin++;
      }
    }
    return OptionalDouble.of(error);
  }
}
