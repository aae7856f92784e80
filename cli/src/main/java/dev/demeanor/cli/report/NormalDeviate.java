package dev.demeanor.cli.report;

/**
 * The quantile function of the normal distribution, the scale of a DET plot (Martin and others,
 * Eurospeech 1997). By bisection on the distribution function: slow, exact enough to draw, and
 * nothing to mistype.
 */
final class NormalDeviate {

  private static final double FARTHEST = 9;
  private static final int HALVINGS = 60;

  private NormalDeviate() {}

  /** Returns the deviate below which this share lies; the share is in (0, 1). */
  static double of(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share must be in (0, 1), was " + share);
    }
    if (share > 0.5) {
      return -of(1 - share);
    }
    double low = -FARTHEST;
    double high = 0;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The distribution function for x up to 0, by the series of Marsaglia (2004). */
  private static double below(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return Math.max(0, 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
  }
}
