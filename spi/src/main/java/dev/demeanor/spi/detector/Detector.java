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
   * Returns how many nats of evidence a score loses for each spread of the subject's own genuine
   * scores (1.4826 times their median absolute deviation) it falls: the slope of the log-likelihood
   * ratio, above 0. A design constant of the detector, the same for every subject; {@code evaluate}
   * reports by how much it is off (calibration slope 1 is right).
   */
  default double natsPerSpread() {
    return 0.75;
  }

  /**
   * Returns where raw scores of genuine windows usually lie, a design constant of the detector. A
   * subject's own scores are few and of one time; this keeps them from being taken for more than
   * they are. Empty unless overridden: then only the subject's own scores count.
   */
  default Optional<ScoreScale> scoreScale(FeatureSchema schema) {
    return Optional.empty();
  }

  /**
   * Returns whether raw scores are log-likelihood ratios in nats already, the same for every
   * subject and for windows of any length. Then core takes them as they are, bent towards its
   * ceiling; otherwise, as unless overridden, it states them in spreads of the subject's own scores
   * first.
   */
  default boolean scoresInNats() {
    return false;
  }

  /**
   * Returns the least spread that the genuine scores of a subject are taken to have; 5 % of the
   * magnitude of their median unless overridden: nobody repeats himself more exactly. A detector
   * whose raw scores are in one scale for everybody answers what the spread usually is: a few
   * scores say less of a subject's spread than that does, and one threshold then suits everybody
   * better.
   *
   * @param median of the subject's own genuine scores
   */
  default double leastSpread(double median) {
    return 0.05 * Math.abs(median);
  }

  /**
   * Returns how much two windows of one session resemble each other beyond what windows of the same
   * kind (genuine, or an impostor's) do: the correlation of their evidence, at least 0 and below 1.
   * At 0 every further window says as much as the first; near 1 it says nothing new. A design
   * constant of the detector, the same for every subject.
   */
  default double windowCorrelation() {
    return 0;
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
