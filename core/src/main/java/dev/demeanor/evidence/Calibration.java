package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.Arrays;

/**
 * Turns the raw scores of one subject's detector into evidence. It is fitted by forward chaining:
 * each genuine sample is scored by the model of the samples before it, and only then learned. Where
 * a new raw score lies among the latest of those, in units of their spread, gives evidence by a
 * logistic curve.
 *
 * <p>With {@code z = (raw - median) / (1.4826 MAD)} the evidence is {@code SLOPE * (z - CROSSING)},
 * bent towards a ceiling on both sides: a single window never proves much. Slope and crossing
 * describe how far impostors usually are from a genuine median; they are design constants, chosen
 * over all subjects of public recordings, the same for every detector and modality. Immutable and
 * thread-safe.
 */
public final class Calibration {

  /** Fewer forward-chained scores than this say too little of the spread. */
  static final int MIN_SCORES = 20;

  private static final int FORMAT = 1;
  private static final int KEPT = 64;

  /** Nats of evidence for one unit of spread. */
  private static final double SLOPE = 0.8;

  /** Where a score speaks neither for nor against, in units of spread from the genuine median. */
  private static final double CROSSING = -2.0;

  /** No window says more than this, in nats. */
  private static final double CEILING = 6.0;

  /**
   * The spread is at least this share of the median's magnitude: nobody repeats himself more
   * exactly.
   */
  private static final double MIN_RELATIVE_SPREAD = 0.05;

  private static final double MAD_TO_SIGMA = 1.4826;

  /** Raw scores are kept within this bound, so that their distances are floats too. */
  private static final double MAX_RAW = 1e30;

  private static final Calibration EMPTY = new Calibration(new float[0]);

  private final float[] scores;
  private final double median;
  private final double spread;

  private Calibration(float[] scores) {
    this.scores = scores;
    float[] sorted = scores.clone();
    this.median = median(sorted);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (float) Math.abs(scores[i] - median);
    }
    this.spread =
        Math.max(MAD_TO_SIGMA * median(sorted), MIN_RELATIVE_SPREAD * Math.abs(median)) + 1e-9;
  }

  /** Returns a calibration that has seen nothing. */
  public static Calibration empty() {
    return EMPTY;
  }

  /** Returns a calibration that has seen one more forward-chained score of a genuine sample. */
  public Calibration with(double genuineRaw) {
    int kept = Math.min(scores.length, KEPT - 1);
    float[] next = Arrays.copyOfRange(scores, scores.length - kept, scores.length + 1);
    next[kept] = (float) Math.max(-MAX_RAW, Math.min(MAX_RAW, genuineRaw));
    return new Calibration(next);
  }

  /** Returns whether enough was seen to give evidence. */
  public boolean isReady() {
    return scores.length >= MIN_SCORES;
  }

  /** Returns the evidence of a raw score, in nats; strictly rising with it. */
  public double evidence(double raw) {
    double straight = slope() * (raw - median) - SLOPE * CROSSING;
    return CEILING * StrictMath.tanh(straight / CEILING);
  }

  /**
   * Returns how many nats of evidence one unit of raw score is worth near the crossing. A term
   * {@code t} of the raw score appears as {@code slope * t} in an explanation, and what is left of
   * the evidence as the term {@code calibration}.
   */
  public double slope() {
    return SLOPE / spread;
  }

  /** Appends the stored form. */
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(scores.length);
    for (float score : scores) {
      out.putFloat(score);
    }
  }

  /** Reads the stored form. */
  public static Calibration load(StateReader in) {
    in.getInt("calibration format", FORMAT, FORMAT);
    float[] scores = new float[in.getInt("calibration scores", 0, KEPT)];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = in.getFloat();
      if (!Float.isFinite(scores[i])) {
        throw new CorruptStateException("calibration score must be finite");
      }
    }
    return new Calibration(scores);
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
