package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default detector of pointer windows. Single actions of an impostor lie inside anybody's
 * range; that the averages of many move together is what gives him away. So each action is ranked
 * among the subject's own, the ranks of a window's actions are averaged for each feature, and the
 * score is how far all these averages together lie from the middle: a Mahalanobis distance (P. C.
 * Mahalanobis, 1936) with the correlations of the subject's windows, shrunk (O. Ledoit and M. Wolf,
 * 2004) the more the fewer windows there are.
 *
 * <p>The variance of an average falls with the number of actions by a law that is the same for
 * everybody, so that windows of any length are compared with the same few numbers, and the score is
 * stated in nats.
 *
 * <p>One-class by itself. With a population, correlations are shrunk to those of background people,
 * and the log-likelihood ratio of each action's bins against theirs is added. Thread-safe.
 */
final class ShrunkMahalanobisDetector implements Detector {

  static final String NAME = "shrunk-mahalanobis";
  static final int FORMAT = 1;

  private static final String SCHEMA = "pointer/1";

  private final PointerConstants constants;
  private final @Nullable PointerPopulation population;

  ShrunkMahalanobisDetector() {
    this(PointerConstants.USUAL, null);
  }

  ShrunkMahalanobisDetector(PointerConstants constants, @Nullable PointerPopulation population) {
    this.constants = constants;
    this.population = population;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return schema.name().equals(SCHEMA);
  }

  @Override
  public ScoreWorth worth(FeatureSchema schema) {
    return ScoreWorth.nats();
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return ShrunkMahalanobisModel.empty(constants, population);
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("shrunk-mahalanobis format", FORMAT, FORMAT);
    return ShrunkMahalanobisModel.load(constants, in, population);
  }

  @Override
  public Optional<PopulationModel> learnPopulation(List<BackgroundSubject> people, long seed) {
    if (people.size() < constants.leastPeople) {
      return Optional.empty();
    }
    List<ShrunkMahalanobisModel> enrolled = new ArrayList<>();
    for (BackgroundSubject person : people) {
      SubjectModel model = ShrunkMahalanobisModel.empty(constants, null);
      for (FeatureVector window : person.windows()) {
        model = model.learn(window);
      }
      enrolled.add((ShrunkMahalanobisModel) model);
    }
    return Optional.of(PointerPopulation.of(enrolled, constants.smoothingActions));
  }

  @Override
  public PopulationModel loadPopulation(StateReader in) {
    return PointerPopulation.load(in);
  }

  @Override
  public Detector withPopulation(PopulationModel model) {
    if (model instanceof PointerPopulation pointer) {
      return new ShrunkMahalanobisDetector(constants, pointer);
    }
    throw new IllegalArgumentException(
        "population must be one of detector \"" + NAME + "\", was " + model.getClass().getName());
  }
}
