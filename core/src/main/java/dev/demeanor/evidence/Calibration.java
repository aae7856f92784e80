package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import java.util.Arrays;

/**
 * Turns the raw scores of one subject's detector into evidence. It is fitted by forward chaining:
 * each genuine sample is scored by the model of the samples before it, and only then learned. Where
 * a new raw score lies among the latest of those, in units of their spread, gives evidence by a
 * logistic curve.
 *
 * <p>With {@code z = (raw - median) / (1.4826 MAD)} the evidence is {@code nats * (z - CROSSING)},
 * bent towards a ceiling on both sides: a single window never proves much. {@code nats} is the
 * detector's {@link Detector#natsPerSpread}; the crossing says how far impostors usually are from a
 * genuine median. Both are design constants, chosen over all subjects of public recordings and the
 * same for everybody.
 *
 * <p>It also remembers what each term of a genuine score usually is, so that an explanation can
 * show how far a term is from usual instead of how large it is. Immutable and thread-safe.
 */
public final class Calibration {

  /** Fewer forward-chained scores than this say too little of the spread. */
  static final int MIN_SCORES = 20;

  private static final int FORMAT = 1;
  private static final int KEPT = 64;
  private static final int MAX_TERMS = 4097;
  private static final double LARGEST = 1e30;

  /** Where a score speaks neither for nor against, in units of spread from the genuine median. */
  private static final double CROSSING = -3.0;

  /** No window says more than this, in nats. */
  private static final double CEILING = 6.0;

  /**
   * The spread is at least this share of the median's magnitude: nobody repeats himself more
   * exactly.
   */
  private static final double MIN_RELATIVE_SPREAD = 0.05;

  private static final double MAD_TO_SIGMA = 1.4826;

  /**
   * A term's usual value moves by this share of each new genuine one, faster while there are few.
   */
  private static final double USUAL_SHARE = 1.0 / 32;

  private final double natsPerSpread;
  private final float[] scores;

  /**
   * Usual value of the contribution of each feature, then of the interaction; empty before the
   * first score.
   */
  private final float[] usual;

  private final double median;
  private final double spread;

  private Calibration(double natsPerSpread, float[] scores, float[] usual) {
    this.natsPerSpread = natsPerSpread;
    this.scores = scores;
    this.usual = usual;
    float[] sorted = scores.clone();
    this.median = median(sorted);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (float) Math.abs(scores[i] - median);
    }
    this.spread =
        Math.max(MAD_TO_SIGMA * median(sorted), MIN_RELATIVE_SPREAD * Math.abs(median)) + 1e-9;
  }

  /** Returns a calibration of a detector that has seen nothing. */
  public static Calibration empty(Detector detector) {
    return new Calibration(detector.natsPerSpread(), new float[0], new float[0]);
  }

  /** Returns a calibration that has seen one more forward-chained score of a genuine sample. */
  public Calibration with(ScoreBuffer genuine) {
    int kept = Math.min(scores.length, KEPT - 1);
    float[] next = Arrays.copyOfRange(scores, scores.length - kept, scores.length + 1);
    next[kept] = bounded(genuine.raw());
    return new Calibration(natsPerSpread, next, nextUsual(genuine));
  }

  private float[] nextUsual(ScoreBuffer genuine) {
    float[] next = new float[genuine.size() + 1];
    boolean first = usual.length != next.length;
    double share = Math.max(USUAL_SHARE, 1.0 / (scores.length + 1));
    for (int i = 0; i < next.length; i++) {
      double term = i < genuine.size() ? genuine.contribution(i) : genuine.interaction();
      next[i] = bounded(first ? term : usual[i] + share * (term - usual[i]));
    }
    return next;
  }

  /** What is stored must be a number when it is read back. */
  private static float bounded(double value) {
    return (float) Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  /** Returns whether enough was seen to give evidence. */
  public boolean isReady() {
    return scores.length >= MIN_SCORES;
  }

  /** Returns the evidence of a raw score, in nats; rising with it. */
  public double evidence(double raw) {
    double straight = natsPerSpread * ((raw - median) / spread - CROSSING);
    return CEILING * StrictMath.tanh(straight / CEILING);
  }

  /**
   * Returns what the contribution of a feature adds to the evidence beyond what it usually adds, in
   * nats: below 0 it speaks against the subject. What all these leave of the evidence is the term
   * {@code calibration}: where the subject usually stands.
   */
  public double term(int feature, double contribution) {
    return natsPerSpread / spread * (contribution - usual(feature));
  }

  /** Returns the same for the interaction of a score of this many features. */
  public double interaction(int features, double interaction) {
    return natsPerSpread / spread * (interaction - usual(features));
  }

  private double usual(int index) {
    return index < usual.length ? usual[index] : 0;
  }

  /** Appends the stored form. */
  public void save(StateWriter out) {
    out.putInt(FORMAT);
    write(scores, out);
    write(usual, out);
  }

  private static void write(float[] values, StateWriter out) {
    out.putInt(values.length);
    for (float value : values) {
      out.putFloat(value);
    }
  }

  /** Reads the stored form of a calibration of this detector. */
  public static Calibration load(Detector detector, StateReader in) {
    in.getInt("calibration format", FORMAT, FORMAT);
    return new Calibration(detector.natsPerSpread(), read(KEPT, in), read(MAX_TERMS, in));
  }

  private static float[] read(int most, StateReader in) {
    float[] values = new float[in.getInt("calibration values", 0, most)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getFloat();
      if (!Float.isFinite(values[i])) {
        throw new CorruptStateException("calibration values must be finite");
      }
    }
    return values;
  }

  private static double median(float[] values) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1
        ? values[middle]
        : (values[middle - 1] + (double) values[middle]) / 2;
  }
}
