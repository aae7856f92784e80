package dev.demeanor.cli.evaluate;

import dev.demeanor.evaluation.TakeOverDelays;
import java.util.function.DoubleFunction;

/**
 * Finds where to challenge when challenges are answered. An answer changes what follows: a passed
 * challenge restores trust and teaches the template, so that no threshold can be read off a run
 * that was made at another. The run is repeated at different thresholds until the highest is found
 * at which the subjects cause no more alarms than the budget allows.
 */
final class AlarmSearch {

  /** Log-odds between which the threshold is looked for. */
  private static final double LOWEST = -10;

  private static final double HIGHEST = 6;
  private static final int STEPS = 9;

  private AlarmSearch() {}

  /** Returns the run at the highest threshold within the budget. */
  static EvaluationRun run(DoubleFunction<EvaluationRun> runAt) {
    double low = LOWEST;
    double high = HIGHEST;
    EvaluationRun best = runAt.apply(low);
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      EvaluationRun run = runAt.apply(middle);
      if (TakeOverDelays.at(run.takeOvers(), middle, TakeOverDelays.USUAL_BUDGET)
          .isWithinBudget()) {
        low = middle;
        best = run;
      } else {
        high = middle;
      }
    }
    return best;
  }
}
