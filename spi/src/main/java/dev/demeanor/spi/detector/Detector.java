package dev.demeanor.spi.detector;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.List;
import java.util.Optional;

/**
 * A recipe for learning a subject and scoring a window against it; see {@link SubjectModel} for the
 * rules. Immutable and thread-safe.
 */
public interface Detector {

  /** Returns the name under which templates remember who learned them; equal to the provider's. */
  String name();

  /** Returns whether windows of this schema can be learned and scored. */
  boolean supports(FeatureSchema schema);

  /**
   * Returns what raw scores of windows of this schema are worth as evidence; unless overridden,
   * what is {@linkplain ScoreWorth#USUAL usual}. Each call gives the same answer.
   */
  default ScoreWorth worth(FeatureSchema schema) {
    return ScoreWorth.USUAL;
  }

  /**
   * Returns what the term that belongs to no single feature is called when a score is explained;
   * {@code interaction} unless overridden by a detector whose score is a model's.
   */
  default String interactionName() {
    return "interaction";
  }

  /** Returns a model that has learned nothing. */
  SubjectModel empty(FeatureSchema schema);

  /**
   * Reads what {@link SubjectModel#save} wrote.
   *
   * @throws CorruptStateException if the bytes are damaged or of an unknown format version
   */
  SubjectModel load(FeatureSchema schema, StateReader in);

  /**
   * Returns whether a model takes in every window in proportion to how likely it is the subject's
   * ({@link SubjectModel#learn(dev.demeanor.spi.feature.FeatureVector, double)}), instead of only
   * those that are beyond doubt. False unless overridden.
   */
  default boolean learnsSoftly() {
    return false;
  }

  /**
   * Learns a population. People may have windows of different schemas of the kind this detector
   * supports, for instance fixed texts of different length.
   *
   * @param people at least one
   * @param seed of everything random
   * @return empty when this detector has no use for a population, or when there are too few people
   *     to learn anything from; strictly one-class unless overridden
   */
  default Optional<PopulationModel> learnPopulation(List<BackgroundSubject> people, long seed) {
    return Optional.empty();
  }

  /**
   * Reads what {@link PopulationModel#save} wrote.
   *
   * @throws CorruptStateException if the bytes are damaged, of an unknown format version, or this
   *     detector has no use for a population
   */
  default PopulationModel loadPopulation(StateReader in) {
    throw new CorruptStateException("detector \"" + name() + "\" has no use for a population");
  }

  /**
   * Returns the same detector with models that score against a population. This one stays as it is.
   *
   * @throws IllegalArgumentException if the population is not this detector's
   */
  default Detector withPopulation(PopulationModel population) {
    throw new IllegalArgumentException(
        "detector \"" + name() + "\" has no use for a population; leave it out");
  }
}
