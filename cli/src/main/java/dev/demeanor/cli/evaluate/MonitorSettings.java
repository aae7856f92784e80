package dev.demeanor.cli.evaluate;

import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.AdaptationPolicy;
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
 * @param models versions of models by which it decides, in the place of populations
 */
record MonitorSettings(
    Optional<String> detector,
    ProviderOptions constants,
    Fusion fusion,
    AdaptationPolicy adaptation,
    Optional<UsedModels> models) {

  /** Returns those of a monitor that has its defaults and learns nothing of the attempts. */
  static MonitorSettings usual() {
    return new MonitorSettings(
        Optional.empty(),
        ProviderOptions.none(),
        Fusion.EVIDENCE,
        AdaptationPolicy.defaults().withMode(AdaptationMode.NONE),
        Optional.empty());
  }

  /** Returns the same for a monitor that decides by these models. */
  MonitorSettings withModels(UsedModels used) {
    return new MonitorSettings(detector, constants, fusion, adaptation, Optional.of(used));
  }

  /** Returns whether attempts may be learned. */
  boolean adapts() {
    return adaptation.mode() != AdaptationMode.NONE;
  }

  /** Returns the same with other constants of the detector. */
  MonitorSettings withConstants(ProviderOptions others) {
    return new MonitorSettings(detector, others, fusion, adaptation, models);
  }

  /** Returns the same for a monitor that learns nothing of the attempts. */
  MonitorSettings withoutAdaptation() {
    return new MonitorSettings(
        detector, constants, fusion, adaptation.withMode(AdaptationMode.NONE), models);
  }
}
