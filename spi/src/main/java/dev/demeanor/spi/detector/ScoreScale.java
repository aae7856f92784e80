package dev.demeanor.spi.detector;

/**
 * Where a detector's raw scores of genuine windows usually lie: a ruler that is the same for
 * everybody. Immutable.
 *
 * @param median median of a person's genuine scores, of most people
 * @param spread 1.4826 times their median absolute deviation, of most people; above 0
 * @param crossing where a score speaks neither for nor against, in spreads from the median; below 0
 */
public record ScoreScale(double median, double spread, double crossing) {

  /** Checks the numbers. */
  public ScoreScale {
    if (!(Double.isFinite(median) && Double.isFinite(spread) && spread > 0)) {
      throw new IllegalArgumentException(
          "median must be finite and spread above 0, were " + median + " and " + spread);
    }
    if (!(Double.isFinite(crossing) && crossing < 0)) {
      throw new IllegalArgumentException("crossing must be below 0, was " + crossing);
    }
  }
}
