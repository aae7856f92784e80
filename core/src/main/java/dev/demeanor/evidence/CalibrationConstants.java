package dev.demeanor.evidence;

/**
 * The design constants by which core turns raw scores into evidence, the same for every subject and
 * every kind of input. A monitor has the {@linkplain #defaults() defaults}; others are for whoever
 * measures what they do, as {@code demeanor choose} and {@code demeanor generalise} do. Immutable.
 *
 * @param crossing where a score speaks neither for nor against unless the detector says otherwise,
 *     in units of spread from the genuine median, below 0: how far impostors usually are
 * @param scaleMass how many own scores weigh as much as the detector's scale, where it has one, at
 *     least 0. Scores of one enrolment foretell little of those of later days: on each of four
 *     public data sets, one threshold for everybody costs least when the own median weighs a
 *     quarter or less, and the own spread nothing
 * @param ceiling no window says more than this, in nats, above 0
 * @param updateQuantile a window is learned after enrolment when it scores no lower than this share
 *     of the subject's own windows do, 0.001 to 0.4
 */
public record CalibrationConstants(
    double crossing, double scaleMass, double ceiling, double updateQuantile) {

  private static final double LEAST_QUANTILE = 0.001;
  private static final double MOST_QUANTILE = 0.4;
  private static final CalibrationConstants DEFAULTS = new CalibrationConstants(-3, 192, 6, 0.1);

  /** Checks the ranges. */
  public CalibrationConstants {
    if (!(Double.isFinite(crossing) && crossing < 0)) {
      throw new IllegalArgumentException("crossing must be finite and < 0, was " + crossing);
    }
    if (!(Double.isFinite(scaleMass) && scaleMass >= 0)) {
      throw new IllegalArgumentException("scaleMass must be finite and >= 0, was " + scaleMass);
    }
    if (!(Double.isFinite(ceiling) && ceiling > 0)) {
      throw new IllegalArgumentException("ceiling must be finite and > 0, was " + ceiling);
    }
    if (!(updateQuantile >= LEAST_QUANTILE && updateQuantile <= MOST_QUANTILE)) {
      throw new IllegalArgumentException(
          "updateQuantile must be in ["
              + LEAST_QUANTILE
              + ", "
              + MOST_QUANTILE
              + "], was "
              + updateQuantile);
    }
  }

  /** Returns those in use: -3 spreads, 192 scores, 6 nats, one window in ten. */
  public static CalibrationConstants defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with another crossing. */
  public CalibrationConstants withCrossing(double newCrossing) {
    return new CalibrationConstants(newCrossing, scaleMass, ceiling, updateQuantile);
  }

  /** Returns a copy with another mass of the detector's scale. */
  public CalibrationConstants withScaleMass(double newMass) {
    return new CalibrationConstants(crossing, newMass, ceiling, updateQuantile);
  }

  /** Returns a copy with another ceiling. */
  public CalibrationConstants withCeiling(double newCeiling) {
    return new CalibrationConstants(crossing, scaleMass, newCeiling, updateQuantile);
  }

  /** Returns a copy that learns other windows after enrolment. */
  public CalibrationConstants withUpdateQuantile(double newQuantile) {
    return new CalibrationConstants(crossing, scaleMass, ceiling, newQuantile);
  }
}
