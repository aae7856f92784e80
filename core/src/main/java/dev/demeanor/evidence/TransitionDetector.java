package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default detector of navigation: how likely the visited routes and the transitions between
 * them are for the subject, as the mean log-likelihood per visit; with a population, as the
 * log-likelihood ratio of the subject against people in general, tempered because visits depend on
 * each other. Bigrams with Witten-Bell smoothing over smoothed unigrams (I. H. Witten and T. C.
 * Bell, "The zero-frequency problem", IEEE Trans. Information Theory 37(4), 1991); an unseen
 * transition, from a route that others followed before, has probability at most 0.01. Learns
 * softly: what people do changes all the time. Thread-safe.
 */
final class TransitionDetector implements Detector {

  static final String NAME = "transitions";
  static final int FORMAT = 1;

  private static final String SCHEMA = "navigation/1";

  private final TransitionConstants constants;
  private final @Nullable TransitionPopulation population;

  TransitionDetector() {
    this(TransitionConstants.USUAL);
  }

  TransitionDetector(TransitionConstants constants) {
    this(constants, null);
  }

  private TransitionDetector(
      TransitionConstants constants, @Nullable TransitionPopulation population) {
    this.constants = constants;
    this.population = population;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Against a population the ratio is one of likelihoods. */
  @Override
  public ScoreWorth worth(FeatureSchema schema) {
    return population == null
        ? ScoreWorth.spreads(constants.nats).withLeastSpread(constants.leastSpread)
        : ScoreWorth.nats();
  }

  @Override
  public boolean learnsSoftly() {
    return true;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return schema.name().equals(SCHEMA);
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return new TransitionModel(constants, schema.size(), 0, TransitionCounts.NONE, population);
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    return TransitionModel.load(constants, schema.size(), in, population);
  }

  @Override
  public Optional<PopulationModel> learnPopulation(List<BackgroundSubject> people, long seed) {
    return people.size() < TransitionPopulation.LEAST_PEOPLE
        ? Optional.empty()
        : Optional.of(TransitionPopulation.learn(people));
  }

  @Override
  public PopulationModel loadPopulation(StateReader in) {
    return TransitionPopulation.load(in);
  }

  @Override
  public Detector withPopulation(PopulationModel people) {
    if (people instanceof TransitionPopulation mine) {
      return new TransitionDetector(constants, mine);
    }
    throw new IllegalArgumentException(
        "population of detector \""
            + NAME
            + "\" must be one it learned, was "
            + people.getClass().getSimpleName()
            + "; load it with loadPopulation");
  }
}
