package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.ScoreScale;

/**
 * What background people taught of one detector's raw scores: where genuine scores usually lie, how
 * much a subject's own median and spread are worth beside that, and the weights of a logistic layer
 * from scores to log-odds. Scores are in units of the detector's {@link ScoreScale}, where it has
 * one, so that people whose windows differ in kind, for instance in the number of keys, can be
 * learned from together. The same for every subject who is compared with it. Immutable and
 * thread-safe.
 *
 * @param median usual median of a person's genuine scores
 * @param spread usual spread of a person's genuine scores, above 0
 * @param medianMass how many own scores weigh as much as the usual median
 * @param spreadMass how many own scores weigh as much as the usual spread
 * @param intercept nats where both distances are 0 and the spread is usual
 * @param own nats for each own spread above the own median
 * @param common nats for each usual spread above the usual median
 * @param wide nats for each factor e by which the own spread is wider than usual
 * @param correlation of the evidence of windows of one session, at least 0 and below 1
 * @param subjects how many people it was learned from
 */
public record PopulationCalibration(
    double median,
    double spread,
    double medianMass,
    double spreadMass,
    double intercept,
    double own,
    double common,
    double wide,
    double correlation,
    int subjects) {

  private static final int FORMAT = 1;

  /** Checks the numbers. */
  public PopulationCalibration {
    double[] all = {
      median, spread, medianMass, spreadMass, intercept, own, common, wide, correlation
    };
    for (double value : all) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("numbers of a calibration must be finite");
      }
    }
    if (!(spread > 0 && medianMass >= 0 && spreadMass >= 0)) {
      throw new IllegalArgumentException(
          "spread must be above 0 and masses at least 0, were "
              + spread
              + ", "
              + medianMass
              + " and "
              + spreadMass);
    }
    if (!(correlation >= 0 && correlation < 1)) {
      throw new IllegalArgumentException("correlation must be in [0, 1), was " + correlation);
    }
    if (!(own >= 0 && common >= 0 && own + common > 0)) {
      throw new IllegalArgumentException(
          "evidence must rise with the score, weights were " + own + " and " + common);
    }
  }

  /** Returns how own scores turn a score in units of a scale into nats. */
  Line line(OwnScores scores, ScoreScale unit) {
    Inputs inputs = Inputs.of(this, scores, unit);
    double slope = own / inputs.width() + common / spread;
    double offset =
        intercept + wide * inputs.logRatio() + common * (inputs.centre() - median) / spread;
    return new Line(inputs.centre(), offset, slope);
  }

  /**
   * What a subject's own scores say beside what is usual, in units of a scale.
   *
   * @param centre where genuine scores are expected
   * @param logRatio logarithm of how much wider than usual they are expected
   * @param width how wide
   */
  record Inputs(double centre, double logRatio, double width) {

    static Inputs of(PopulationCalibration usual, OwnScores own, ScoreScale unit) {
      double ownMedian = (own.median() - unit.median()) / unit.spread();
      double ownSpread = own.spread() / unit.spread();
      double centre = Line.shrunk(ownMedian, usual.median(), own.count(), usual.medianMass());
      double ratio = StrictMath.log(ownSpread / usual.spread());
      double logRatio = Line.shrunk(ratio, 0, own.count(), usual.spreadMass());
      return new Inputs(centre, logRatio, usual.spread() * StrictMath.exp(logRatio));
    }
  }

  /** Appends the stored form. */
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(subjects);
    double[] all = {
      median, spread, medianMass, spreadMass, intercept, own, common, wide, correlation
    };
    for (double value : all) {
      out.putDouble(value);
    }
  }

  /**
   * Reads the stored form.
   *
   * @throws CorruptStateException if it is damaged or of an unknown format version
   */
  public static PopulationCalibration load(StateReader in) {
    in.getInt("population calibration format", FORMAT, FORMAT);
    int subjects = in.getInt("subjects of the calibration", 1, Integer.MAX_VALUE);
    try {
      return new PopulationCalibration(
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          subjects);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("population calibration: " + e.getMessage());
    }
  }
}
