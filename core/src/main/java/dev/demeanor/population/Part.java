package dev.demeanor.population;

import dev.demeanor.evidence.PopulationCalibration;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What one detector gets of a population. Immutable.
 *
 * @param detector its name
 * @param people how many people it was learned from
 * @param model the saved population model; empty when the detector has no use for one
 * @param calibration how its raw scores become evidence
 */
record Part(
    String detector, int people, byte[] model, Optional<PopulationCalibration> calibration) {

  private static final int ID_BYTES = 8;

  Part {
    model = model.clone();
  }

  /** Returns what tells raw scores against this model from others. */
  String scale() {
    return model.length == 0
        ? Recipe.ONE_CLASS
        : HexFormat.of().formatHex(Members.sha256().digest(model), 0, ID_BYTES);
  }

  /**
   * Returns how this detector gives evidence against this population.
   *
   * @throws IllegalArgumentException if the detector cannot read its part
   */
  Recipe recipe(Detector plain) {
    if (model.length == 0) {
      return new Recipe(plain, Recipe.ONE_CLASS, calibration);
    }
    try {
      StateReader in = new StateReader(model);
      Detector scoring = plain.withPopulation(plain.loadPopulation(in));
      in.expectEnd();
      return new Recipe(scoring, scale(), calibration);
    } catch (CorruptStateException e) {
      throw new IllegalArgumentException(
          "the population's part for detector \""
              + detector
              + "\" cannot be read: "
              + e.getMessage()
              + "; learn the population again with this version",
          e);
    }
  }

  void save(StateWriter out) {
    out.putString(detector).putInt(people).putBytes(model).putByte(calibration.isPresent() ? 1 : 0);
    calibration.ifPresent(learned -> learned.save(out));
  }
}
