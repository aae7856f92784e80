package dev.demeanor.model;

import java.util.Locale;
import java.util.Optional;

/**
 * What every version has to show, whether or not another is active: that it tells people apart
 * better than chance, on attempts enough to say so, most of which gave evidence. Stateless.
 */
final class LeastStandard {

  /** Error rate of a coin. */
  private static final double CHANCE = 0.5;

  /** Attempts of each origin. Of fewer, the interval itself says little. */
  private static final long LEAST_ATTEMPTS = 50;

  /** Share of attempts that may give no evidence. */
  private static final double MOST_ABSTAINED = 0.2;

  private LeastStandard() {}

  /** Returns in what a measurement falls short; empty when in nothing. */
  static Optional<String> shortfall(ModelEvaluation measured) {
    if (measured.genuine() < LEAST_ATTEMPTS || measured.impostor() < LEAST_ATTEMPTS) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it was evaluated on %d genuine attempts and %d by impostors, at least %d of each are"
                  + " needed; record more",
              measured.genuine(),
              measured.impostor(),
              LEAST_ATTEMPTS));
    }
    double share = (double) measured.abstained() / (measured.genuine() + measured.impostor());
    if (share > MOST_ABSTAINED) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it gave no evidence on %.1f %% of the attempts, at most %.0f %% may abstain; is its"
                  + " data set of the behaviour that it is for?",
              100 * share,
              100 * MOST_ABSTAINED));
    }
    if (!(measured.high() < CHANCE)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "it is not better than chance: its equal-error rate is %.4f, and the interval %.4f to"
                  + " %.4f must end below %.1f",
              measured.eer(),
              measured.low(),
              measured.high(),
              CHANCE));
    }
    return Optional.empty();
  }
}
