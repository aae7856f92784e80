package dev.demeanor.evaluation;

import java.util.List;

/**
 * A 95 % interval for each of the {@link ErrorMeasures}. Immutable.
 *
 * @param eer of the equal-error rate
 * @param auc of the area under the curve
 * @param frrAtFar1 of the false-reject rate at 1 % false accepts
 * @param farAtFrr2 of the false-accept rate at 2 % false rejects
 */
public record Intervals(Interval eer, Interval auc, Interval frrAtFar1, Interval farAtFrr2) {

  static Intervals of(List<ErrorMeasures> resamples) {
    return new Intervals(
        Interval.of(resamples.stream().mapToDouble(ErrorMeasures::eer).toArray()),
        Interval.of(resamples.stream().mapToDouble(ErrorMeasures::auc).toArray()),
        Interval.of(resamples.stream().mapToDouble(ErrorMeasures::frrAtFar1).toArray()),
        Interval.of(resamples.stream().mapToDouble(ErrorMeasures::farAtFrr2).toArray()));
  }
}
