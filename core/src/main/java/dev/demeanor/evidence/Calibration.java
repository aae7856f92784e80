package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.ScoreScale;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.Arrays;

/**
 * Turns the raw scores of one subject's detector into evidence. It is fitted by forward chaining:
 * each genuine sample is scored by the model of the samples before it, and only then learned.
 *
 * <p>Without background people, with {@code z = (raw - median) / (1.4826 MAD)}, the evidence is
 * {@code nats * (z - crossing)}, bent towards a ceiling on both sides: a single window never proves
 * much. Median and spread are those of the latest own scores, drawn towards the detector's
 * {@linkplain ScoreWorth.Spreads#scale scale} where it has one. {@code nats} is what a spread is
 * {@linkplain ScoreWorth.Spreads#natsPerSpread worth}; the crossing says how far impostors usually
 * are from a genuine median. All are design constants, the same for everybody: {@link
 * CalibrationConstants}. With background people the line is what {@link PopulationCalibration}
 * learned of them.
 *
 * <p>The score of a detector that {@linkplain ScoreWorth.Nats scores in nats} is taken as it is,
 * bent towards the same ceiling.
 *
 * <p>Scores of different populations cannot be compared. Under another population than the one
 * under which the scores were made they are set aside, and found again when that population is: no
 * score is ever measured by another population's ruler.
 *
 * <p>It also remembers what each term of a genuine score usually is, so that an explanation can
 * show how far a term is from usual instead of how large it is. Immutable and thread-safe.
 */
public final class Calibration {

  /** Fewer forward-chained scores than this say too little of the spread. */
  static final int MIN_SCORES = 20;

  private static final int FORMAT = 1;

  /** Scores of one other population are kept: enough to go back to it. */
  private static final int MAX_POPULATIONS = 2;

  private final Recipe recipe;
  private final FeatureSchema schema;
  private final OwnScores own;
  private final Line line;
  private final double windowCorrelation;
  private final double ceiling;

  /** Under another population; empty scores when there are none. */
  private final OwnScores aside;

  private final String asidePopulation;

  private Calibration(
      Recipe recipe, FeatureSchema schema, OwnScores own, OwnScores aside, String asidePopulation) {
    this.recipe = recipe;
    this.schema = schema;
    this.own = own;
    this.line = recipe.line(own, schema);
    this.windowCorrelation = recipe.windowCorrelation(schema); // boxes, so not while scoring
    this.ceiling = recipe.constants().ceiling();
    this.aside = aside;
    this.asidePopulation = asidePopulation;
  }

  /** Returns a calibration of windows of this schema that has seen nothing. */
  public static Calibration empty(Recipe recipe, FeatureSchema schema) {
    OwnScores none = OwnScores.none(UpdateQuantile.of(recipe.constants()));
    return new Calibration(recipe, schema, none, none, "");
  }

  /** Returns a calibration that has seen one more forward-chained score of a genuine sample. */
  public Calibration with(ScoreBuffer genuine) {
    return new Calibration(recipe, schema, own.with(genuine, false), aside, asidePopulation);
  }

  /**
   * Returns the same, for a sample that was learned because its score was at least the update
   * threshold. What scores lower is not seen, which would narrow the spread further and further; so
   * for every such score it is taken into account that others, below, were not seen.
   */
  public Calibration withSelected(ScoreBuffer genuine) {
    return new Calibration(recipe, schema, own.with(genuine, true), aside, asidePopulation);
  }

  /**
   * Returns the raw score from which on a window is beyond doubt: at most the {@linkplain
   * CalibrationConstants#updateQuantile share in use} of the subject's own at enrolment scored
   * lower. It moves with median and spread. Before there are enough own scores, what usually is so
   * for people in general; nothing is beyond doubt when nobody said that.
   */
  public double updateThreshold() {
    return isReady()
        ? own.updateThreshold()
        : recipe
            .calibration()
            .map(usual -> usual.median() + quantile().spreads() * usual.spread())
            .map(units -> unit().median() + unit().spread() * units)
            .orElse(Double.POSITIVE_INFINITY);
  }

  private UpdateQuantile quantile() {
    return UpdateQuantile.of(recipe.constants());
  }

  /** Returns whether enough was seen of the subject's own scores to give evidence by them. */
  public boolean isReady() {
    return own.count() >= MIN_SCORES;
  }

  /**
   * Returns whether background people say what scores are worth, so that evidence needs none of the
   * subject's own: they calibrated the scores, or trained the model and its curve.
   */
  public boolean isByPopulation() {
    return recipe.calibration().isPresent() || recipe.detector() instanceof ModelDetector;
  }

  /** Returns how many of the subject's own scores it rests on. */
  public int scores() {
    return own.count();
  }

  OwnScores own() {
    return own;
  }

  /** Returns the detector's scale of raw scores, or raw scores as they are. */
  ScoreScale unit() {
    return recipe.unit(schema);
  }

  /** Returns how much the evidence of windows of one session is correlated, in [0, 1). */
  public double windowCorrelation() {
    return windowCorrelation;
  }

  /** Returns the evidence of a raw score, in nats; rising with it. */
  public double evidence(double raw) {
    return ceiling * StrictMath.tanh(line.at(raw) / ceiling);
  }

  /** Returns how much evidence a difference of raw scores is before it is bent, in nats. */
  public double nats(double difference) {
    return line.slope() * difference;
  }

  /** Returns the difference of raw scores that is so much evidence, in nats, before it is bent. */
  public double difference(double nats) {
    return nats / line.slope();
  }

  /**
   * Returns what the contribution of a feature adds to the evidence beyond what it usually adds, in
   * nats: below 0 it speaks against the subject. What all these leave of the evidence is the term
   * {@code calibration}: where the subject usually stands.
   */
  public double term(int feature, double contribution) {
    return line.slope() * (contribution - own.usual(feature));
  }

  /** Returns the same for the interaction of a score of this many features. */
  public double interaction(int features, double interaction) {
    return line.slope() * (interaction - own.usual(features));
  }

  /** Appends the stored form. */
  public void save(StateWriter out) {
    boolean both = aside.count() > 0;
    out.putInt(FORMAT).putInt(both ? 2 : 1).putString(recipe.population());
    own.save(out);
    if (both) {
      out.putString(asidePopulation);
      aside.save(out);
    }
  }

  /** Reads the stored form, for use by this recipe on windows of this schema. */
  public static Calibration load(Recipe recipe, FeatureSchema schema, StateReader in) {
    in.getInt("calibration format", FORMAT, FORMAT);
    int stored = in.getInt("calibrated populations", 1, MAX_POPULATIONS);
    String[] populations = new String[stored];
    OwnScores[] scores = new OwnScores[stored];
    UpdateQuantile quantile = UpdateQuantile.of(recipe.constants());
    for (int i = 0; i < stored; i++) {
      populations[i] = in.getString();
      scores[i] = OwnScores.load(quantile, in);
    }
    int mine = Arrays.asList(populations).indexOf(recipe.population());
    int other = mine == 0 || mine < 0 && scores[0].count() == 0 ? 1 : 0;
    return new Calibration(
        recipe,
        schema,
        mine < 0 ? OwnScores.none(quantile) : scores[mine],
        other < stored ? scores[other] : OwnScores.none(quantile),
        other < stored ? populations[other] : "");
  }
}
