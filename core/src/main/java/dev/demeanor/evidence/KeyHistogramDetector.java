package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.PopulationModel;
import dev.demeanor.spi.detector.ScoreScale;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default detector of free text: how often each time of each key class and pair of classes
 * falls into each bin, as a log ratio. A class mixes several keys, so its timing is a mixture that
 * a mean and a variance cannot show; a histogram can. Alone, against a reference made of a broad
 * curve and the subject's own histogram, blurred. With a population, against what other people do,
 * joined by learned weights with means, common shifts and the window's place among people; the
 * score is then a log-odds. A template holds counts only, whatever they are compared with.
 * Thread-safe.
 */
final class KeyHistogramDetector implements Detector {

  static final String NAME = "key-histogram";
  static final int FORMAT = 1;

  private static final String SCHEMA = "free-text/1";

  private final KeyHistogramConstants constants;
  private final @Nullable KeyPopulation population;

  KeyHistogramDetector(KeyHistogramConstants constants) {
    this(constants, null);
  }

  private KeyHistogramDetector(
      KeyHistogramConstants constants, @Nullable KeyPopulation population) {
    this.constants = constants;
    this.population = population;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** With a population scores are log-odds, which need no scale. */
  @Override
  public ScoreWorth worth(FeatureSchema schema) {
    ScoreWorth.Spreads worth =
        ScoreWorth.spreads(constants.nats).withWindowCorrelation(constants.windowCorrelation);
    return population == null ? worth.withScale(new ScoreScale(0.91, 0.16, -2)) : worth;
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return schema.name().equals(SCHEMA);
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    return new KeyHistogramModel(schema.size(), KeyCounts.empty(), constants, population);
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("key-histogram format", FORMAT, FORMAT);
    return new KeyHistogramModel(schema.size(), KeyCounts.load(in), constants, population);
  }

  @Override
  public Optional<PopulationModel> learnPopulation(List<BackgroundSubject> people, long seed) {
    return KeyPopulationTrainer.learn(people, constants).map(learned -> learned);
  }

  @Override
  public PopulationModel loadPopulation(StateReader in) {
    return KeyPopulation.load(in, constants);
  }

  @Override
  public Detector withPopulation(PopulationModel model) {
    if (model instanceof KeyPopulation learned) {
      return new KeyHistogramDetector(constants, learned);
    }
    throw new IllegalArgumentException(
        "population must be one of detector \""
            + NAME
            + "\", was of "
            + model.getClass().getName());
  }
}
