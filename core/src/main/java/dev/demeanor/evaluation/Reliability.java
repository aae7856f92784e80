package dev.demeanor.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * Whether evidence means what it says. Evidence is a natural-log likelihood ratio, so the true
 * log-odds of genuine, less those of the sample as a whole, should rise by one for each nat of it:
 * slope 1, intercept 0. A slope under 1 says that evidence exaggerates, above 1 that it
 * understates. Both are fitted by logistic regression over the attempts that had evidence;
 * abstentions claim nothing and take no part. Immutable.
 *
 * @param slope log-odds for each nat of evidence
 * @param intercept log-odds at no evidence, above those of the sample
 * @param attempts how many attempts were fitted
 */
public record Reliability(double slope, double intercept, int attempts) {

  private static final int MAX_STEPS = 100;
  private static final double CONVERGED = 1e-9;
  private static final double ROUNDING = 1e-12;
  private static final double SHORTEST_STEP = 1e-6;

  /** A slope beyond this is not a finding about evidence but about scores that hardly overlap. */
  private static final double MAX_SLOPE = 1000;

  /**
   * Returns the fit, or empty where there is none: without both kinds of attempt, when all evidence
   * is equal, or when a threshold tells all attempts apart.
   */
  public static Optional<Reliability> fit(List<ScoredAttempt> attempts) {
    List<ScoredAttempt> present =
        attempts.stream().filter(attempt -> !attempt.abstained()).toList();
    long genuine = present.stream().filter(ScoredAttempt::genuine).count();
    if (genuine == 0 || genuine == present.size() || isSeparable(present)) {
      return Optional.empty();
    }
    double offset = Math.log((double) genuine / (present.size() - genuine));
    double slope = 0;
    double intercept = 0;
    double likelihood = logLikelihood(present, offset, slope, intercept);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] newton = newtonStep(present, offset, slope, intercept);
      double length = 1;
      double next = logLikelihood(present, offset, slope + newton[0], intercept + newton[1]);
      while (!(next >= likelihood - ROUNDING * Math.abs(likelihood)) && length > SHORTEST_STEP) {
        length /= 2;
        next =
            logLikelihood(
                present, offset, slope + length * newton[0], intercept + length * newton[1]);
      }
      slope += length * newton[0];
      intercept += length * newton[1];
      likelihood = next;
      if (!(Math.abs(slope) < MAX_SLOPE)) {
        return Optional.empty();
      }
      if (Math.abs(newton[0]) + Math.abs(newton[1]) < CONVERGED) {
        return Optional.of(new Reliability(slope, intercept, present.size()));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether one threshold separates the two kinds, in either direction; then no finite
   * slope fits best.
   */
  private static boolean isSeparable(List<ScoredAttempt> attempts) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (ScoredAttempt attempt : attempts) {
      int kind = attempt.genuine() ? 1 : 0;
      low[kind] = Math.min(low[kind], attempt.score());
      high[kind] = Math.max(high[kind], attempt.score());
    }
    return low[1] >= high[0] || low[0] >= high[1];
  }

  /** Returns by how much slope and intercept move in one Newton step of the log-likelihood. */
  private static double[] newtonStep(
      List<ScoredAttempt> attempts, double offset, double slope, double intercept) {
    double gradientSlope = 0;
    double gradientIntercept = 0;
    double xx = 0;
    double x1 = 0;
    double ones = 0;
    for (ScoredAttempt attempt : attempts) {
      double x = attempt.score();
      double p = 1 / (1 + Math.exp(-(offset + intercept + slope * x)));
      double residual = (attempt.genuine() ? 1 : 0) - p;
      double weight = p * (1 - p);
      gradientSlope += residual * x;
      gradientIntercept += residual;
      xx += weight * x * x;
      x1 += weight * x;
      ones += weight;
    }
    double determinant = xx * ones - x1 * x1;
    return new double[] {
      (ones * gradientSlope - x1 * gradientIntercept) / determinant,
      (xx * gradientIntercept - x1 * gradientSlope) / determinant
    };
  }

  private static double logLikelihood(
      List<ScoredAttempt> attempts, double offset, double slope, double intercept) {
    double sum = 0;
    for (ScoredAttempt attempt : attempts) {
      double logOdds = offset + intercept + slope * attempt.score();
      double towards = attempt.genuine() ? logOdds : -logOdds;
      sum -= towards > 0 ? Math.log1p(Math.exp(-towards)) : Math.log1p(Math.exp(towards)) - towards;
    }
    return sum;
  }
}
