package dev.demeanor.evidence;

import static dev.demeanor.evidence.KeyTimes.BINS;
import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;

/**
 * What a window of free text says of one subject against a population, as a few terms; a logistic
 * layer joins them. Of each kind of timing:
 *
 * <ul>
 *   <li>level: the window's common shift against the subject's mean, by how far sessions of one
 *       person lie apart, against its shift from the population's mean, by how far people do
 *   <li>shape: Student's t of what is left after the shift, mean over keys
 *   <li>raw: the same with the shift
 *   <li>histogram: log ratio of histograms, mean over keys
 * </ul>
 *
 * and of the whole window: histograms of dwells before each class, how often which pair is typed,
 * and the place in {@link KeySpace}. Immutable and thread-safe; scratch belongs to the caller.
 */
final class KeyTerms {

  static final int OF_KIND = 4;
  static final int LEVEL = 0;
  static final int SHAPE = 1;
  static final int RAW = 2;
  static final int HISTOGRAM = 3;
  static final int DWELL_PAIRS = OF_KIND * KeyTimes.KINDS;
  static final int USE = DWELL_PAIRS + 1;
  static final int PLACE = USE + 1;
  static final int COUNT = PLACE + 1;

  private static final int SHIFTS_AT = COUNT;
  private static final int SUMS_AT = SHIFTS_AT + 2 * KeyTimes.KINDS;
  private static final int SUMS = 4;
  private static final int PLACE_AT = SUMS_AT + SUMS * KeyTimes.KINDS;

  private final KeyHistogramConstants constants;
  private final KeySpace space;
  private final double[] place;
  private final double[] histogram;
  private final double[] dwellPairs;
  private final double[] pairs;
  private final double[] raw = new double[TIMINGS * BINS];
  private final KeyShift self;
  private final KeyShift people;
  private final double[] logWidths = new double[TIMINGS];

  KeyTerms(KeyPopulation population, KeyCounts subject) {
    KeyTimingSpreads spreads = population.spreads();
    KeyShares shares = population.shares();
    this.constants = population.constants();
    this.space = population.space();
    this.place = space.place(subject);
    this.histogram = shares.timingRatios(subject, constants);
    this.dwellPairs = shares.dwellPairRatios(subject, constants);
    this.pairs = shares.pairRatios(subject, constants);
    KeyProfile profile = new KeyProfile(spreads, new KeyMoments(subject.timings()), constants);
    double[] wide = new double[TIMINGS];
    double[] rest = new double[TIMINGS];
    for (int timing = 0; timing < TIMINGS; timing++) {
      double anybody = spreads.anybody(timing);
      double level = spreads.levelPeople[FreeTextBins.kindOfTiming(timing)];
      wide[timing] = Math.sqrt(anybody);
      rest[timing] = Math.sqrt(Math.max(anybody - 0.5 * level, 0.3 * anybody));
      logWidths[timing] = StrictMath.log(rest[timing] / profile.deviation[timing]);
    }
    this.self =
        new KeyShift(
            profile.mean,
            profile.deviation,
            profile.deviation,
            spreads.levelOwn,
            constants.freedom);
    this.people = new KeyShift(spreads.mean, wide, rest, spreads.levelPeople, constants.freedom);
    for (int i = 0; i < raw.length; i++) {
      int timing = i / BINS;
      double x = KeyTimes.value(FreeTextBins.kindOfTiming(timing), i % BINS);
      double log = StrictMath.log(wide[timing] / profile.deviation[timing]);
      double z = (x - profile.mean[timing]) / profile.deviation[timing];
      double v = (x - spreads.mean[timing]) / wide[timing];
      raw[i] = t(log, v * v / constants.freedom, z * z / constants.freedom);
    }
  }

  /** Returns ln of Student's t of the subject against that of the population, clipped. */
  private double t(double logWidths, double people, double self) {
    double half = (constants.freedom + 1) / 2;
    double ratio = logWidths + half * StrictMath.log((1 + people) / (1 + self));
    return KeyTimes.clip(ratio, constants.eventClip);
  }

  /** Returns how much scratch a window needs; it begins with the terms. */
  int scratch() {
    return PLACE_AT + space.dimensions();
  }

  /**
   * Measures a window, the first of two passes: writes its shifts and the terms LEVEL and PLACE.
   */
  void measure(FeatureVector window, int keys, double[] scratch) {
    Arrays.fill(scratch, 0, PLACE_AT, 0);
    for (int i = 0; i < window.tokenCount(); i++) {
      int token = window.token(i);
      if (KeyCounts.isToken(token)) {
        int unit = FreeTextBins.unit(token);
        int timing = FreeTextBins.timing(unit);
        int bin = timing * BINS + FreeTextBins.bin(token);
        int at = SUMS_AT + SUMS * FreeTextBins.kind(unit);
        scratch[at] += self.weight(timing);
        scratch[at + 1] += self.pull(bin);
        scratch[at + 2] += people.weight(timing);
        scratch[at + 3] += people.pull(bin);
      }
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      level(kind, scratch);
    }
    space.place(window, keys, scratch, PLACE_AT);
    scratch[PLACE] = space.ratio(scratch, PLACE_AT, place);
  }

  private void level(int kind, double[] scratch) {
    int at = SUMS_AT + SUMS * kind;
    if (scratch[at] == 0) {
      return; // no key of this kind: nothing is said, and nothing shifted
    }
    double noise = 1 / scratch[at];
    double own = scratch[at + 1] / scratch[at];
    double others = scratch[at + 3] / scratch[at + 2];
    double ratio = self.logDensity(kind, own, noise) - people.logDensity(kind, others, noise);
    scratch[kind * OF_KIND + LEVEL] =
        Math.max(
            KeyHistogramConstants.LEVEL_LEAST, Math.min(KeyHistogramConstants.LEVEL_MOST, ratio));
    scratch[SHIFTS_AT + 2 * kind] = self.shift(kind, own, noise);
    scratch[SHIFTS_AT + 2 * kind + 1] = people.shift(kind, others, noise);
  }

  /** Returns what a key adds to SHAPE, but for the mean over keys; after {@link #measure}. */
  double shape(int token, double[] scratch) {
    int unit = FreeTextBins.unit(token);
    int timing = FreeTextBins.timing(unit);
    int bin = timing * BINS + FreeTextBins.bin(token);
    int shifts = SHIFTS_AT + 2 * FreeTextBins.kind(unit);
    return t(
        logWidths[timing],
        people.square(bin, scratch[shifts + 1]),
        self.square(bin, scratch[shifts]));
  }

  /** Returns what a key adds to RAW of its kind, but for the mean over keys. */
  double raw(int token) {
    return raw[bin(token)];
  }

  /** Returns what a key adds to HISTOGRAM of its kind, but for the mean over keys. */
  double histogram(int token) {
    return histogram[bin(token)];
  }

  /** Returns what a dwell adds to DWELL_PAIRS, but for the mean over keys. */
  double dwellPair(int token) {
    return dwellPairs[token];
  }

  /** Returns what a dwell adds to USE, but for the mean over keys. */
  double use(int token) {
    return pairs[FreeTextBins.pair(FreeTextBins.unit(token))];
  }

  private static int bin(int token) {
    return FreeTextBins.timing(FreeTextBins.unit(token)) * BINS + FreeTextBins.bin(token);
  }

  /** Writes all terms of a window to the beginning of the scratch. */
  void terms(FeatureVector window, int keys, double[] scratch) {
    measure(window, keys, scratch);
    for (int i = 0; i < window.tokenCount(); i++) {
      int token = window.token(i);
      if (KeyCounts.isToken(token)) {
        int kind = FreeTextBins.kind(FreeTextBins.unit(token));
        scratch[kind * OF_KIND + SHAPE] += shape(token, scratch) / keys;
        scratch[kind * OF_KIND + RAW] += raw(token) / keys;
        scratch[kind * OF_KIND + HISTOGRAM] += histogram(token) / keys;
        if (kind == 0) {
          scratch[DWELL_PAIRS] += dwellPair(token) / keys;
          scratch[USE] += use(token) / keys;
        }
      }
    }
  }
}
