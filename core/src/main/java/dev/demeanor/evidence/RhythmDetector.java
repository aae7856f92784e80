package dev.demeanor.evidence;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.CorruptStateException;
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

/**
 * The default detector of fixed text, on logarithms of time. It judges the <em>level</em> of an
 * entry (how fast today) apart from its <em>shape</em>: the level by how far off it is from a
 * recency-weighted median, the shape feature by feature by a recency-weighted density of the
 * subject's own entries. To this it adds the distance to the nearest of the stored entries, where
 * older ones count as farther. Alone, only the subject's own entries are used.
 *
 * <p>Beside a population that typed the same text, the shape is a log-likelihood ratio: the
 * subject's density against that of anybody's pattern ({@link CommonPattern}). The nearest entries
 * add nothing to that and are left out.
 *
 * <p>The raw score is a sum with fixed weights, in about nats. Thread-safe.
 *
 * <p>The form and the constants were chosen by experiment on public recordings; the commands are in
 * {@code docs/benchmark.md}. Weights learned from background people, in place of fixed ones, were
 * worse with up to 18 of them. Sources: Killourhy and Maxion, "Comparing Anomaly-Detection
 * Algorithms for Keystroke Dynamics", DSN 2009, for the task and the neighbours; Al-Jarrah 2012 and
 * Zhong, Deng and Jain 2012 for medians and distances that forgive; Deng and Zhong 2013 for the
 * ratio against a background model.
 */
final class RhythmDetector implements Detector {

  static final String NAME = "rhythm";

  /** Entries kept. */
  static final int KEPT = 200;

  static final int FORMAT = 1;

  private final RhythmRecipe recipe;

  RhythmDetector() {
    this(RhythmConstants.USUAL);
  }

  RhythmDetector(RhythmConstants constants) {
    this(new RhythmRecipe(constants, null));
  }

  private RhythmDetector(RhythmRecipe recipe) {
    this.recipe = recipe;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Terms add up over the times of an entry. Beside a population people say what is usual. */
  @Override
  public ScoreWorth worth(FeatureSchema schema) {
    RhythmConstants constants = recipe.constants();
    return recipe.population() == null
        ? ScoreWorth.spreads(constants.nats)
            .withScale(new ScoreScale(-0.266 * schema.size(), 0.049 * schema.size(), -3.5))
        : ScoreWorth.spreads(constants.natsBeside);
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return FixedTextSchema.keysOf(schema) > 0;
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    int keys = keys(schema);
    return new RhythmModel(recipe, keys, 0, SampleHistory.empty(KEPT, 3 * keys - 2));
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("rhythm format", FORMAT, FORMAT);
    int keys = keys(schema);
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    int kept = in.getInt("samples kept", 0, KEPT);
    SampleHistory history = SampleHistory.empty(KEPT, 3 * keys - 2);
    for (int i = 0; i < kept; i++) {
      short[] stored = new short[2 * keys - 1];
      for (int j = 0; j < stored.length; j++) {
        stored[j] = (short) (in.getByte() << 8 | in.getByte() & 0xFF);
      }
      history = history.with(LogTimes.decode(keys, stored));
    }
    return new RhythmModel(recipe, keys, samples, history);
  }

  @Override
  public Optional<PopulationModel> learnPopulation(List<BackgroundSubject> people, long seed) {
    return RhythmPopulation.learn(people, recipe.constants()).map(learned -> learned);
  }

  @Override
  public PopulationModel loadPopulation(StateReader in) {
    return RhythmPopulation.load(in);
  }

  @Override
  public Detector withPopulation(PopulationModel population) {
    if (population instanceof RhythmPopulation own) {
      return new RhythmDetector(new RhythmRecipe(recipe.constants(), own));
    }
    throw new IllegalArgumentException(
        "detector \"rhythm\" needs a population that it learned itself, was "
            + population.getClass().getName());
  }

  private static int keys(FeatureSchema schema) {
    int keys = FixedTextSchema.keysOf(schema);
    if (keys == 0) {
      throw new CorruptStateException("rhythm needs a fixed-text schema, was " + schema.name());
    }
    return keys;
  }
}
