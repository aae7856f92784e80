package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * How often each time of each unit of free text fell into each bin, old blocks fading: all that a
 * template remembers. Immutable.
 */
final class KeyCounts {

  private static final int SIZE = FreeTextBins.UNITS * FreeTextBins.BINS;
  private static final int TIMINGS_SIZE = FreeTextBins.TIMINGS * FreeTextBins.BINS;

  private final int samples;
  private final float[] counts;

  private KeyCounts(int samples, float[] counts) {
    this.samples = samples;
    this.counts = counts;
  }

  static KeyCounts empty() {
    return new KeyCounts(0, new float[SIZE]);
  }

  /** Returns the counts of windows in the order of time. */
  static KeyCounts of(List<FeatureVector> windows, KeyHistogramConstants constants) {
    KeyCounts all = empty();
    for (FeatureVector window : windows) {
      all = all.with(window, constants);
    }
    return all;
  }

  /** Returns whether a token is one of free text. */
  static boolean isToken(int token) {
    return token >= 0 && token < SIZE;
  }

  int samples() {
    return samples;
  }

  KeyCounts with(FeatureVector sample, KeyHistogramConstants constants) {
    float kept = (float) StrictMath.exp(-StrictMath.log(2) / constants.halfLife);
    float[] next = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      next[i] = kept * counts[i];
    }
    for (int i = 0; i < sample.tokenCount(); i++) {
      if (isToken(sample.token(i))) {
        next[sample.token(i)]++;
      }
    }
    return new KeyCounts(samples + 1, next);
  }

  /** Returns the histograms of all timings. */
  double[] timings() {
    double[] timings = new double[TIMINGS_SIZE];
    for (int i = 0; i < SIZE; i++) {
      int timing = FreeTextBins.timing(FreeTextBins.unit(i));
      timings[timing * FreeTextBins.BINS + FreeTextBins.bin(i)] += counts[i];
    }
    return timings;
  }

  /** Returns the histograms of the dwells of all pairs. */
  double[] dwellPairs() {
    double[] dwells = new double[FreeTextBins.PAIRS * FreeTextBins.BINS];
    for (int i = 0; i < dwells.length; i++) {
      dwells[i] = counts[i];
    }
    return dwells;
  }

  /** Returns how often each pair was typed. */
  double[] pairs() {
    double[] pairs = new double[FreeTextBins.PAIRS];
    double[] dwells = dwellPairs();
    for (int pair = 0; pair < pairs.length; pair++) {
      pairs[pair] = KeyTimes.sum(dwells, pair);
    }
    return pairs;
  }

  void save(StateWriter out) {
    out.putInt(samples);
    for (float count : counts) {
      out.putFloat(count);
    }
  }

  static KeyCounts load(StateReader in) {
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    float[] counts = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      counts[i] = in.getFloat();
      if (!(counts[i] >= 0 && Float.isFinite(counts[i]))) {
        throw new CorruptStateException("a count must be a number of at least 0");
      }
    }
    return new KeyCounts(samples, counts);
  }
}
