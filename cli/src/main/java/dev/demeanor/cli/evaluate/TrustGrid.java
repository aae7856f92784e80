package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.event.Modality;
import dev.demeanor.trust.TrustConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Constants that all data sets share, of trust and of calibration, in all combinations of some
 * values. Stateless.
 */
final class TrustGrid {

  /** One way to change the configuration. */
  private interface Change {
    TrustConfig apply(TrustConfig config, double value);
  }

  private static final Map<String, Change> CONSTANTS = new LinkedHashMap<>();

  static {
    CONSTANTS.put(
        "max-credit", (config, value) -> config.withLimits(config.limits().withMaxCredit(value)));
    CONSTANTS.put(
        "typing-fall",
        (config, value) ->
            config.withLimits(config.limits().withMaxFall(Map.of(Modality.KEYSTROKE, value))));
    CONSTANTS.put("max-accumulated", TrustConfig::withMaxAccumulated);
    CONSTANTS.put("prior", TrustConfig::withPrior);
    CONSTANTS.put(
        "half-life-minutes",
        (config, value) ->
            config.withCreditHalfLife(Duration.ofMillis(Math.round(60_000 * value))));
  }

  private TrustGrid() {}

  /**
   * One combination.
   *
   * @param name the values, as they were given
   * @param config how evidence becomes trust
   * @param settings how raw scores become evidence
   */
  record Candidate(String name, TrustConfig config, MonitorSettings settings) {

    private Candidate with(Variation variation, String value) {
      String constant = variation.constant();
      String longer = (name + " " + constant + "=" + value).strip();
      return MonitorConstants.ofCalibration().contains(constant)
          ? new Candidate(longer, config, MonitorConstants.with(settings, constant, value))
          : new Candidate(longer, changed(config, constant, value), settings);
    }
  }

  /** Returns every combination, all other constants as they are in these settings. */
  static List<Candidate> of(List<Variation> variations, MonitorSettings settings) {
    List<Candidate> candidates = List.of(new Candidate("", TrustConfig.defaults(), settings));
    for (Variation variation : variations) {
      List<Candidate> more = new ArrayList<>();
      for (Candidate candidate : candidates) {
        for (String value : variation.values()) {
          more.add(candidate.with(variation, value));
        }
      }
      candidates = more;
    }
    return candidates;
  }

  private static TrustConfig changed(TrustConfig config, String constant, String value) {
    Change change = CONSTANTS.get(constant);
    if (change == null) {
      throw new BadInput(
          "--vary must name one of "
              + Stream.concat(
                      CONSTANTS.keySet().stream(), MonitorConstants.ofCalibration().stream())
                  .collect(Collectors.joining(", "))
              + ", was "
              + BadInput.quote(constant));
    }
    try {
      return change.apply(config, Double.parseDouble(value));
    } catch (IllegalArgumentException e) {
      throw new BadInput("--vary " + constant + "=" + value + ": " + e.getMessage());
    }
  }
}
