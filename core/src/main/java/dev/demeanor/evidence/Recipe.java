package dev.demeanor.evidence;

import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreScale;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.Objects;
import java.util.Optional;

/**
 * How windows of one kind become evidence: a detector, the population it scores against, and how
 * its raw scores are calibrated. Raw scores of different populations cannot be compared, so
 * templates remember the {@code population} under which theirs were made. Immutable and
 * thread-safe.
 *
 * @param detector the detector, with its population when there is one
 * @param population what tells its raw scores from those of other populations; {@link #ONE_CLASS}
 *     when there is none
 * @param calibration what background people taught of raw scores, or empty when there were none
 * @param constants how core calibrates
 */
public record Recipe(
    Detector detector,
    String population,
    Optional<PopulationCalibration> calibration,
    CalibrationConstants constants) {

  /** The population of a detector that has none. */
  public static final String ONE_CLASS = "";

  /** The unit of raw scores of which nobody says where they usually lie. */
  private static final ScoreScale RAW =
      new ScoreScale(0, 1, CalibrationConstants.defaults().crossing());

  /** Checks that all parts are there. */
  public Recipe {
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(population, "population");
    Objects.requireNonNull(calibration, "calibration");
    Objects.requireNonNull(constants, "constants");
  }

  /** Makes one with the constants in use. */
  public Recipe(Detector detector, String population, Optional<PopulationCalibration> calibration) {
    this(detector, population, calibration, CalibrationConstants.defaults());
  }

  /** Returns how a detector gives evidence on its own. */
  public static Recipe oneClass(Detector detector) {
    return new Recipe(detector, ONE_CLASS, Optional.empty());
  }

  /** Returns the same with other constants. */
  public Recipe withConstants(CalibrationConstants others) {
    return new Recipe(detector, population, calibration, others);
  }

  /** Returns how much the evidence of windows of one session is correlated, in [0, 1). */
  double windowCorrelation(FeatureSchema schema) {
    ScoreWorth worth = detector.worth(schema);
    return calibration.isPresent() && worth instanceof ScoreWorth.Spreads
        ? calibration.get().correlation()
        : worth.windowCorrelation();
  }

  /** Returns how own scores of this schema turn a raw score into nats. */
  Line line(OwnScores own, FeatureSchema schema) {
    if (!(detector.worth(schema) instanceof ScoreWorth.Spreads worth)) {
      return Line.IDENTITY;
    }
    ScoreScale unit = worth.scale().orElse(RAW);
    return calibration
        .map(learned -> learned.line(own, unit).of(unit))
        .orElseGet(() -> Line.oneClass(worth, own, constants));
  }

  /** Returns the detector's scale of raw scores, or raw scores as they are. */
  ScoreScale unit(FeatureSchema schema) {
    return detector.worth(schema) instanceof ScoreWorth.Spreads worth
        ? worth.scale().orElse(RAW)
        : RAW;
  }
}
