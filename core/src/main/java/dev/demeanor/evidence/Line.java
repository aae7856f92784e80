package dev.demeanor.evidence;

import dev.demeanor.spi.detector.ScoreScale;
import dev.demeanor.spi.detector.ScoreWorth;

/**
 * How raw scores become nats before they are bent towards the ceiling.
 *
 * @param centre a raw score in the middle of the genuine ones
 * @param offset nats of that score
 * @param slope nats for each unit of raw score, above 0
 */
record Line(double centre, double offset, double slope) {

  /** The line of scores that are nats already. */
  static final Line IDENTITY = new Line(0, 0, 1);

  /** Nobody's scores spread less than this share of the magnitude of their median. */
  private static final double LEAST_SHARE = 0.05;

  /** Returns the line of a subject without background people. */
  static Line oneClass(ScoreWorth.Spreads worth, OwnScores own, CalibrationConstants constants) {
    double nats = worth.natsPerSpread();
    if (worth.scale().isPresent()) {
      ScoreScale usual = worth.scale().get();
      double centre = shrunk(own.median(), usual.median(), own.count(), constants.scaleMass());
      return new Line(centre, -nats * usual.crossing(), nats / usual.spread());
    }
    double least = worth.leastSpread().orElse(LEAST_SHARE * Math.abs(own.median()));
    return new Line(
        own.median(), -nats * constants.crossing(), nats / Math.max(own.spread(), least));
  }

  /**
   * Returns what lies between one's own and the usual, depending on how much one's own is worth.
   */
  static double shrunk(double own, double usual, int count, double mass) {
    return count == 0 ? usual : usual + count / (count + mass) * (own - usual);
  }

  double at(double raw) {
    return offset + slope * (raw - centre);
  }

  /** Returns the line for raw scores of which this is the line in units of a scale. */
  Line of(ScoreScale scale) {
    return new Line(scale.median() + scale.spread() * centre, offset, slope / scale.spread());
  }
}
