package dev.demeanor.evidence;

/**
 * How low a window may score to be learned after enrolment.
 *
 * @param share of the subject's own windows that score lower
 * @param spreads where that share of a bell curve lies, in spreads from its middle, below 0. The
 *     threshold is never closer to the median: a stricter one would hide more than is taken into
 *     account, and close in on itself
 */
record UpdateQuantile(double share, double spreads) {

  private static final double FARTHEST = 9;
  private static final int HALVINGS = 60;

  /** Four decimals are enough, and can be written down. */
  private static final double DIGITS = 1e4;

  private static final UpdateQuantile USUAL =
      at(CalibrationConstants.defaults().updateQuantile()); // -1.2816

  /** Returns the threshold of these constants. */
  static UpdateQuantile of(CalibrationConstants constants) {
    double share = constants.updateQuantile();
    return share == USUAL.share ? USUAL : at(share);
  }

  /** Returns, for each score learned because it was not low, how many others were not. */
  double unseen() {
    return share / (1 - share);
  }

  /** By bisection on the distribution function: slow, and nothing to mistype. */
  private static UpdateQuantile at(double share) {
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
    return new UpdateQuantile(share, StrictMath.rint(high * DIGITS) / DIGITS);
  }

  /** The distribution function for x up to 0, by the series of Marsaglia (2004). */
  private static double below(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-18 * Math.abs(sum); i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
  }
}
