package dev.demeanor.cli.evaluate;

import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.ErrorMeasures;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.MasqueradeCost;
import dev.demeanor.evaluation.Reliability;
import dev.demeanor.evaluation.ScoredAttempt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** By what one value of a constant is better than another: the smaller, the better. */
enum Criterion {
  /** Mean over the subjects of their equal error rates. */
  MEAN_EER(attempts -> result(attempts).mean().map(ErrorMeasures::eer).orElse(Double.NaN)),
  /** Equal error rate with one threshold for everybody. */
  POOLED_EER(attempts -> result(attempts).pooled().map(ErrorMeasures::eer).orElse(Double.NaN)),
  /** What the area under the curve with one threshold for everybody lacks to 1. */
  POOLED_AUC(attempts -> 1 - result(attempts).pooled().map(ErrorMeasures::auc).orElse(Double.NaN)),
  /** Lowest cost of any threshold, in percent. */
  COST(attempts -> MasqueradeCost.at(attempts, MasqueradeCost.cheapest(attempts)).cost()),
  /** By how much the calibration slope is off 1: the magnitude of its logarithm. */
  SLOPE(
      attempts -> {
        Optional<Reliability> reliability = Reliability.fit(attempts);
        return reliability.map(fitted -> offOne(fitted.slope())).orElse(Double.NaN);
      });

  @SuppressWarnings("ImmutableEnumChecker") // stateless, which the type cannot say
  private final ToDoubleFunction<List<ScoredAttempt>> measure;

  Criterion(ToDoubleFunction<List<ScoredAttempt>> measure) {
    this.measure = measure;
  }

  /** Returns how bad these attempts went; NaN when they cannot say. */
  double of(List<ScoredAttempt> attempts) {
    return attempts.isEmpty() ? Double.NaN : measure.applyAsDouble(attempts);
  }

  /** Returns the name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double offOne(double slope) {
    return slope > 0 ? Math.abs(Math.log(slope)) : Double.POSITIVE_INFINITY;
  }

  private static EvaluationResult result(List<ScoredAttempt> attempts) {
    return EvaluationResult.of(attempts, new Bootstrap(1, 1));
  }
}
