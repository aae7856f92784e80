package dev.demeanor.cli.evaluate;

import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.evidence.CalibrationConstants;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.trust.Fusion;
import java.util.Optional;

/**
 * What an evaluation sets of the monitor; all else has its default.
 *
 * @param detector name of the detector, or empty for the monitor's own choice
 * @param constants constants of that detector that are not the usual ones
 * @param fusion how evidence becomes trust
 * @param adaptation what is learned of the attempts
 * @param calibration how raw scores become evidence
 * @param models versions of models by which it decides, in the place of populations
 */
record MonitorSettings(
    Optional<String> detector,
    ProviderOptions constants,
    Fusion fusion,
    AdaptationPolicy adaptation,
    CalibrationConstants calibration,
    Optional<UsedModels> models) {

  /** Returns those of a monitor that has its defaults and learns nothing of the attempts. */
  static MonitorSettings usual() {
    return new MonitorSettings(
        Optional.empty(),
        ProviderOptions.none(),
        Fusion.EVIDENCE,
        AdaptationPolicy.defaults().withMode(AdaptationMode.NONE),
        CalibrationConstants.defaults(),
        Optional.empty());
  }

  /** Returns the same for a monitor that decides by these models. */
  MonitorSettings withModels(UsedModels used) {
    return new MonitorSettings(
        detector, constants, fusion, adaptation, calibration, Optional.of(used));
  }

  /** Returns whether attempts may be learned. */
  boolean adapts() {
    return adaptation.mode() != AdaptationMode.NONE;
  }

  /** Returns the same with other constants of the detector. */
  MonitorSettings withConstants(ProviderOptions others) {
    return new MonitorSettings(detector, others, fusion, adaptation, calibration, models);
  }

  /** Returns the same with one more constant of the detector. */
  MonitorSettings withConstant(String name, String value) {
    return withConstants(constants.with(name, value));
  }

  /** Returns the same for a monitor that uses this detector where it can. */
  MonitorSettings withDetector(String name) {
    return new MonitorSettings(
        Optional.of(name), constants, fusion, adaptation, calibration, models);
  }

  /** Returns the same for a monitor that adapts otherwise. */
  MonitorSettings withAdaptation(AdaptationPolicy other) {
    return new MonitorSettings(detector, constants, fusion, other, calibration, models);
  }

  /** Returns the same for a monitor that calibrates otherwise. */
  MonitorSettings withCalibration(CalibrationConstants other) {
    return new MonitorSettings(detector, constants, fusion, adaptation, other, models);
  }

  /** Returns the same for a monitor that learns nothing of the attempts. */
  MonitorSettings withoutAdaptation() {
    return withAdaptation(adaptation.withMode(AdaptationMode.NONE));
  }
}
