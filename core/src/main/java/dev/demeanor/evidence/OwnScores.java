package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.ScoreBuffer;
import java.util.Arrays;

/**
 * The latest raw scores of one subject's genuine windows, each made by the model of the windows
 * before it, and what each term of them usually is. Immutable and thread-safe.
 */
final class OwnScores {

  private static final int KEPT = 64;
  private static final int MAX_TERMS = 4097;
  private static final double LARGEST = 1e30;

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

  private final UpdateQuantile quantile;

  private final float[] scores;

  /** Bit {@code i} is set when {@code scores[i]} was learned because it was not low. */
  private final long selected;

  /** Where the update threshold lies, in spreads from the median. */
  private final float update;

  /**
   * Usual value of the contribution of each feature, then of the interaction; empty before the
   * first score.
   */
  private final float[] usual;

  private final double median;
  private final double spread;

  private OwnScores(
      UpdateQuantile quantile, float[] scores, long selected, float lastUpdate, float[] usual) {
    this.quantile = quantile;
    this.scores = scores;
    this.selected = selected;
    this.usual = usual;
    double unseen = quantile.unseen() * Long.bitCount(selected);
    float[] sorted = scores.clone();
    Arrays.sort(sorted);
    this.median = middle(sorted, unseen, unseen);
    float[] off = new float[scores.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = (float) Math.abs(scores[i] - median);
    }
    Arrays.sort(off);
    this.spread =
        Math.max(MAD_TO_SIGMA * middle(off, unseen, 0), MIN_RELATIVE_SPREAD * Math.abs(median))
            + 1e-9;
    this.update = selected == 0 ? quantileInSpreads(sorted) : lastUpdate;
  }

  /** Returns that nothing was seen yet. */
  static OwnScores none(UpdateQuantile quantile) {
    return new OwnScores(quantile, new float[0], 0, 0, new float[0]);
  }

  /**
   * Returns the value that half of everything lies under.
   *
   * @param sorted what was seen
   * @param unseen how much more there was
   * @param below how much of that lies below all that was seen; the rest lies above
   */
  private static double middle(float[] sorted, double unseen, double below) {
    double half = (sorted.length + unseen) / 2;
    double under = below;
    for (int i = 0; i < sorted.length; i++) {
      under += 1;
      if (under > half || i == sorted.length - 1) {
        return sorted[i];
      }
      if (under == half) {
        return (sorted[i] + (double) sorted[i + 1]) / 2;
      }
    }
    return 0;
  }

  private float quantileInSpreads(float[] sorted) {
    if (sorted.length == 0) {
      return 0;
    }
    double place = quantile.share() * (sorted.length - 1);
    int at = (int) place;
    double next = sorted[Math.min(at + 1, sorted.length - 1)];
    double low = sorted[at] + (place - at) * (next - sorted[at]);
    return (float) Math.min((low - median) / spread, quantile.spreads());
  }

  /**
   * Returns these and one more score of a genuine window.
   *
   * @param chosen whether the window was learned because its score was not low
   */
  OwnScores with(ScoreBuffer genuine, boolean chosen) {
    int kept = Math.min(scores.length, KEPT - 1);
    float[] next = Arrays.copyOfRange(scores, scores.length - kept, scores.length + 1);
    next[kept] = bounded(genuine.raw());
    long bits = scores.length == KEPT ? selected >>> 1 : selected;
    long bit = chosen ? 1 : 0;
    return new OwnScores(quantile, next, bits | bit << kept, update, nextUsual(genuine));
  }

  /** Returns the raw score that this share of the subject's own at enrolment did not reach. */
  double updateThreshold() {
    return median + update * spread;
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

  int count() {
    return scores.length;
  }

  double median() {
    return median;
  }

  /** Returns 1.4826 median absolute deviations, above 0. */
  double spread() {
    return spread;
  }

  double usual(int term) {
    return term < usual.length ? usual[term] : 0;
  }

  void save(StateWriter out) {
    write(scores, out);
    out.putLong(selected).putFloat(update);
    write(usual, out);
  }

  private static void write(float[] values, StateWriter out) {
    out.putInt(values.length);
    for (float value : values) {
      out.putFloat(value);
    }
  }

  static OwnScores load(UpdateQuantile quantile, StateReader in) {
    float[] scores = read(KEPT, in);
    long selected = in.getLong();
    float update = in.getFloat();
    if (!Float.isFinite(update) || scores.length < KEPT && selected >>> scores.length != 0) {
      throw new CorruptStateException("calibration is damaged");
    }
    return new OwnScores(quantile, scores, selected, update, read(MAX_TERMS, in));
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
}
