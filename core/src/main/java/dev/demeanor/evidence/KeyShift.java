package dev.demeanor.evidence;

import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.feature.FreeTextBins;

/**
 * Times against the means of one subject, or of people at large: how far a window as a whole is
 * shifted, by keys weighted with their precision and clipped, and what is left after the shift.
 * Immutable.
 */
final class KeyShift {

  private static final double MOST_DEVIATIONS = 3;

  private final double[] weights = new double[TIMINGS];
  private final double[] pulls = new double[TIMINGS * KeyTimes.BINS];
  private final double[] residuals = new double[TIMINGS * KeyTimes.BINS];
  private final double[] perSquare = new double[TIMINGS * KeyTimes.BINS];
  private final double[] levels;

  /**
   * Compares with means.
   *
   * @param widths standard deviations of a key with its shift
   * @param rests standard deviations of a key without
   * @param levels variances of the shift of a whole session, by kind
   * @param freedom degrees of freedom of Student's t
   */
  KeyShift(double[] means, double[] widths, double[] rests, double[] levels, double freedom) {
    this.levels = levels;
    for (int i = 0; i < pulls.length; i++) {
      int timing = i / KeyTimes.BINS;
      int kind = FreeTextBins.kindOfTiming(timing);
      weights[timing] = 1 / (widths[timing] * widths[timing]);
      residuals[i] = KeyTimes.value(kind, i % KeyTimes.BINS) - means[timing];
      pulls[i] = weights[timing] * KeyTimes.clip(residuals[i], MOST_DEVIATIONS * widths[timing]);
      perSquare[i] = 1 / (freedom * rests[timing] * rests[timing]);
    }
  }

  double weight(int timing) {
    return weights[timing];
  }

  /** Returns weight times clipped distance from the mean. */
  double pull(int bin) {
    return pulls[bin];
  }

  /** Returns the shift, shrunk by how much of it is noise. */
  double shift(int kind, double shift, double noise) {
    return shift * levels[kind] / (levels[kind] + noise);
  }

  /** Returns ln of the normal density of a shift, but for a constant. */
  double logDensity(int kind, double shift, double noise) {
    double variance = levels[kind] + noise;
    return -0.5 * (StrictMath.log(variance) + shift * shift / variance);
  }

  /** Returns the squared distance of what is left after a shift, in deviations times freedom. */
  double square(int bin, double shift) {
    double left = residuals[bin] - shift;
    return left * left * perSquare[bin];
  }
}
