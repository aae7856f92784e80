package dev.demeanor.model;

import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.model.GoldenVector;
import dev.demeanor.spi.model.ScoreCurve;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One file of a version, what it is, and how it is checked before it counts. Immutable.
 *
 * @param kind population or model
 * @param modality whose windows it is for, {@code any} for a population of several
 * @param detector name of the detector that uses it; for a population all that it was learned for,
 *     joined by commas
 * @param backend who loads it: {@link #STATISTICAL}, or the name of a model backend
 * @param file its name within the version
 * @param sha256 digest of its bytes, in hexadecimal
 * @param bytes how many
 * @param schemas hash of the feature schema of each extractor or model it was made for, by name
 * @param input what the model's inputs are; empty for a population
 * @param curve what a score says in nats; empty for a population
 * @param golden inputs and scores by which the backend is checked; of a population, what generated
 *     windows must score
 */
public record Artefact(
    Kind kind,
    String modality,
    String detector,
    String backend,
    String file,
    String sha256,
    long bytes,
    Map<String, String> schemas,
    Optional<FeatureSchema> input,
    Optional<ScoreCurve> curve,
    List<GoldenVector> golden) {

  /** The backend of what core reads itself. */
  public static final String STATISTICAL = "statistical";

  /** What a file is. */
  public enum Kind {
    /** What detectors learned of background people. */
    POPULATION,
    /** A file for a model backend. */
    MODEL
  }

  /** Copies collections and checks what belongs together. */
  public Artefact {
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(file, "file");
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 must be 64 hexadecimal digits");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be >= 1, was " + bytes);
    }
    if ((kind == Kind.MODEL) != (input.isPresent() && curve.isPresent())) {
      throw new IllegalArgumentException("a model, and no population, has an input and a curve");
    }
    schemas = java.util.Collections.unmodifiableMap(new TreeMap<>(schemas));
    golden = List.copyOf(golden);
  }
}
