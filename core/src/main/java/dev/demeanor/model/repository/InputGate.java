package dev.demeanor.model.repository;

import static dev.demeanor.model.repository.Refusal.fail;

import dev.demeanor.model.Artefact;
import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.ModelVersion;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.List;

/**
 * Whether the inputs of a model are the features that its detector gives it: by name, unit and
 * order. Stateless.
 */
final class InputGate {

  private InputGate() {}

  /**
   * Checks what a model takes.
   *
   * @throws GateException if its detector gives it something else
   */
  static void check(
      ModelVersion version,
      ModelDetector detector,
      Artefact artefact,
      List<FeatureExtractorProvider> extractors) {
    FeatureSchema input = artefact.input().orElseThrow();
    List<FeatureSchema> possible = inputs(detector, extractors);
    if (possible.isEmpty()) {
      fail(
          version,
          Gate.SCHEMA,
          "no extractor makes windows that detector \"" + detector.name() + "\" supports");
    }
    if (!possible.contains(input)) {
      FeatureSchema nearest =
          possible.stream()
              .filter(schema -> schema.name().equals(input.name()))
              .findFirst()
              .orElse(possible.get(0));
      fail(version, Gate.SCHEMA, difference(nearest, input));
    }
    if (!input.hash().equals(artefact.schemas().get(detector.name()))) {
      fail(version, Gate.SCHEMA, "the hash it states is not that of its own inputs");
    }
  }

  /** Returns what the inputs of a detector's models may be. */
  private static List<FeatureSchema> inputs(
      ModelDetector detector, List<FeatureExtractorProvider> extractors) {
    return extractors.stream()
        .map(ProbeWindows::schema)
        .filter(detector::supports)
        .map(detector::modelSchema)
        .distinct()
        .toList();
  }

  private static String difference(FeatureSchema expected, FeatureSchema is) {
    for (int i = 0; i < Math.min(expected.size(), is.size()); i++) {
      Feature one = expected.features().get(i);
      Feature other = is.features().get(i);
      if (!one.name().equals(other.name())) {
        return "input " + i + " must be " + one.name() + ", was " + other.name();
      }
      if (!one.unit().equals(other.unit())) {
        return "input "
            + i
            + ", "
            + one.name()
            + ", must be in "
            + one.unit()
            + ", was in "
            + other.unit();
      }
    }
    return "inputs must be the "
        + expected.size()
        + " of "
        + expected.name()
        + ", were the "
        + is.size()
        + " of "
        + is.name();
  }
}
