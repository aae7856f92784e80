package dev.demeanor.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one curve says, or the mean of several. Immutable.
 *
 * @param eer equal-error rate, interpolated
 * @param auc area under the curve
 * @param frrAtFar1 false-reject rate where at most 1 % of impostors are accepted
 * @param farAtFrr2 false-accept rate where at most 2 % of genuine attempts are rejected
 */
public record ErrorMeasures(double eer, double auc, double frrAtFar1, double farAtFrr2) {

  /** Returns the measures of a curve. */
  public static ErrorMeasures of(RocCurve curve) {
    return new ErrorMeasures(curve.eer(), curve.auc(), curve.frrAtFar(0.01), curve.farAtFrr(0.02));
  }

  /**
   * Returns the mean of each measure.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ErrorMeasures mean(List<ErrorMeasures> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a mean needs at least one subject, had none");
    }
    return new ErrorMeasures(
        mean(all, ErrorMeasures::eer),
        mean(all, ErrorMeasures::auc),
        mean(all, ErrorMeasures::frrAtFar1),
        mean(all, ErrorMeasures::farAtFrr2));
  }

  private static double mean(List<ErrorMeasures> all, ToDoubleFunction<ErrorMeasures> measure) {
    return all.stream().mapToDouble(measure).sum() / all.size();
  }
}
