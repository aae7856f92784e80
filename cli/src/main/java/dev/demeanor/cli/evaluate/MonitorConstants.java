package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Constants that no detector has for itself: of calibration, and of adaptation. Stateless. */
final class MonitorConstants {

  /** One way to change the settings. */
  private interface Change {
    MonitorSettings apply(MonitorSettings settings, double value);
  }

  private static final Map<String, Change> CALIBRATION = new LinkedHashMap<>();
  private static final Map<String, Change> ADAPTATION = new LinkedHashMap<>();

  static {
    CALIBRATION.put(
        "crossing",
        (settings, value) -> settings.withCalibration(settings.calibration().withCrossing(value)));
    CALIBRATION.put(
        "scale-mass",
        (settings, value) -> settings.withCalibration(settings.calibration().withScaleMass(value)));
    CALIBRATION.put(
        "ceiling",
        (settings, value) -> settings.withCalibration(settings.calibration().withCeiling(value)));
    ADAPTATION.put(
        "update-quantile",
        (settings, value) ->
            settings.withCalibration(settings.calibration().withUpdateQuantile(value)));
    ADAPTATION.put(
        "drift-budget",
        (settings, value) -> settings.withAdaptation(settings.adaptation().withDriftBudget(value)));
    ADAPTATION.put(
        "anchor-lead",
        (settings, value) -> settings.withAdaptation(settings.adaptation().withAnchorLead(value)));
  }

  private MonitorConstants() {}

  /** Returns the names of those of calibration, which matter whether or not templates adapt. */
  static Set<String> ofCalibration() {
    return CALIBRATION.keySet();
  }

  /** Returns whether a constant matters only where templates adapt. */
  static boolean isOfAdaptation(String constant) {
    return ADAPTATION.containsKey(constant);
  }

  /** Returns whether a constant is one of these. */
  static boolean has(String constant) {
    return CALIBRATION.containsKey(constant) || ADAPTATION.containsKey(constant);
  }

  /**
   * Returns the same settings with another value of one of these.
   *
   * @throws BadInput if it is no number, or out of its range
   */
  static MonitorSettings with(MonitorSettings settings, String constant, String value) {
    for (Map<String, Change> kind : List.of(CALIBRATION, ADAPTATION)) {
      Change change = kind.get(constant);
      if (change != null) {
        try {
          return change.apply(settings, Double.parseDouble(value));
        } catch (IllegalArgumentException e) {
          throw new BadInput(constant + "=" + value + ": " + e.getMessage());
        }
      }
    }
    throw new IllegalArgumentException("no constant of the monitor: " + constant);
  }
}
