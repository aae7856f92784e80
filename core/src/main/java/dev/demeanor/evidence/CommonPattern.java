package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * The rhythm in which people in general type a text of some number of keys, less their levels: for
 * each feature where it lies among people, and how widely it spreads between and within them.
 * Immutable.
 */
final class CommonPattern {

  private static final double FREEDOM = 3;

  private final int keys;
  private final double[] centre;
  private final double[] spread;
  private final double[] rates;
  private final double[] logSpreads;

  CommonPattern(int keys, double[] centre, double[] spread) {
    this.keys = keys;
    this.centre = centre;
    this.spread = spread;
    rates = new double[spread.length];
    logSpreads = new double[spread.length];
    for (int j = 0; j < spread.length; j++) {
      rates[j] = 1 / (spread[j] * Math.sqrt(FREEDOM));
      logSpreads[j] = StrictMath.log(spread[j]);
    }
  }

  int keys() {
    return keys;
  }

  /**
   * Returns the logarithm of the density of people at a value less its level, but for a constant
   * that it shares with {@link EntryDensity}: that of Student's t with three degrees of freedom.
   */
  double log(int feature, double x) {
    double off = (x - centre[feature]) * rates[feature];
    return -2 * StrictMath.log(1 + off * off) - logSpreads[feature];
  }

  /**
   * Returns whether a subject with this centre may type the same text: it is no farther off than
   * that, as the mean square in spreads.
   */
  boolean fits(double[] subject, double farthest) {
    double[] pattern = subject.clone();
    withoutLevels(pattern, keys);
    double squares = 0;
    int compared = 0;
    for (int j = 0; j < pattern.length; j++) {
      double off = (pattern[j] - centre[j]) / spread[j];
      if (!Double.isNaN(off)) {
        squares += off * off;
        compared++;
      }
    }
    return compared > 0 && squares <= farthest * compared;
  }

  /** Takes the level out of the dwells and out of the latencies. */
  static void withoutLevels(double[] times, int keys) {
    double[] scratch = new double[times.length];
    double dwells = TypingLevel.of(times, 0, keys, scratch, 0);
    double latencies = TypingLevel.of(times, keys, times.length, scratch, 0);
    for (int j = 0; j < times.length; j++) {
      times[j] -= j < keys ? dwells : latencies;
    }
  }

  void save(StateWriter out) {
    out.putInt(keys);
    for (int j = 0; j < centre.length; j++) {
      out.putDouble(centre[j]).putDouble(spread[j]);
    }
  }

  static CommonPattern load(StateReader in) {
    int keys = in.getInt("keys", PatternLearning.MIN_KEYS, 256);
    double[] centre = new double[3 * keys - 2];
    double[] spread = new double[centre.length];
    for (int j = 0; j < centre.length; j++) {
      centre[j] = in.getDouble();
      spread[j] = in.getDouble();
      if (!Double.isFinite(centre[j]) || !(spread[j] > 0) || !Double.isFinite(spread[j])) {
        throw new CorruptStateException(
            "a common pattern must have finite centres and spreads above 0");
      }
    }
    return new CommonPattern(keys, centre, spread);
  }
}
