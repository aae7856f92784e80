package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * A subject without a population: for each key the log ratio of the subject's own histogram against
 * a reference that is half a broad curve and half the own histogram, blurred; and how often which
 * pair of classes is typed. The score is the mean over the keys.
 */
final class AloneKeyScorer implements KeyScorer {

  private static final int BINS = FreeTextBins.BINS;
  private static final double[] REFERENCE = reference();

  private final KeyHistogramConstants constants;
  private final double[] blur;
  private final float[] table = new float[FreeTextBins.UNITS * BINS];

  AloneKeyScorer(KeyCounts counts, KeyHistogramConstants constants) {
    this.constants = constants;
    this.blur = KeyTimes.kernel(constants.blurBins);
    double[] timings = own(counts);
    double[] dwells = dwellPairs(counts, timings);
    double[] pairs = counts.pairs();
    double keys = 0;
    for (double pair : pairs) {
      keys += pair;
    }
    for (int unit = 0; unit < FreeTextBins.UNITS; unit++) {
      int kind = FreeTextBins.kind(unit);
      double[] from = kind == 0 ? dwells : timings;
      int at = kind == 0 ? unit : FreeTextBins.timing(unit);
      double use = kind == 0 ? use(pairs[FreeTextBins.pair(unit)], keys) : 0;
      writeRatios(from, at, kind, use, unit * BINS);
    }
  }

  private void writeRatios(double[] from, int at, int kind, double use, int to) {
    for (int bin = 0; bin < BINS; bin++) {
      double blurred = 0;
      for (int near = 0; near < BINS; near++) {
        blurred += from[at * BINS + near] * blur[near * BINS + bin];
      }
      double reference =
          (1 - constants.blurShare) * REFERENCE[kind * BINS + bin] + constants.blurShare * blurred;
      double ratio =
          KeyTimes.clip(StrictMath.log(from[at * BINS + bin] / reference), constants.aloneClip);
      table[to + bin] = (float) ((kind == 0 ? constants.dwellWeight : 1) * ratio + use);
    }
  }

  private double use(double typed, double keys) {
    double mass = KeyHistogramConstants.USE_MASS;
    double share = (typed + mass) / (keys + mass * FreeTextBins.PAIRS);
    return constants.useWeight * StrictMath.log(share * FreeTextBins.PAIRS);
  }

  /**
   * Returns the distribution of each timing: own counts, then those of the kind, then everybody.
   */
  private double[] own(KeyCounts counts) {
    double[] timings = KeyTimes.smoothed(counts.timings());
    double[] kinds = KeyTimes.byKind(timings);
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      double keys = KeyTimes.sum(kinds, kind);
      for (int i = kind * BINS; i < (kind + 1) * BINS; i++) {
        kinds[i] = shrunk(kinds[i], keys, KeyHistogramConstants.REFERENCE_MASS, REFERENCE[i]);
      }
    }
    for (int timing = 0; timing < FreeTextBins.TIMINGS; timing++) {
      int kind = FreeTextBins.kindOfTiming(timing);
      double keys = KeyTimes.sum(timings, timing);
      for (int bin = 0; bin < BINS; bin++) {
        int i = timing * BINS + bin;
        timings[i] = shrunk(timings[i], keys, constants.timingMass, kinds[kind * BINS + bin]);
      }
    }
    return timings;
  }

  private double[] dwellPairs(KeyCounts counts, double[] timings) {
    double[] dwells = KeyTimes.smoothed(counts.dwellPairs());
    for (int pair = 0; pair < FreeTextBins.PAIRS; pair++) {
      double keys = KeyTimes.sum(dwells, pair);
      for (int bin = 0; bin < BINS; bin++) {
        int i = pair * BINS + bin;
        double backoff = timings[FreeTextBins.timing(pair) * BINS + bin];
        dwells[i] = shrunk(dwells[i], keys, constants.dwellPairMass, backoff);
      }
    }
    return dwells;
  }

  private static double shrunk(double count, double keys, double mass, double towards) {
    return (count + mass * towards) / (keys + mass);
  }

  @Override
  public void score(FeatureVector probe, int keys, ScoreBuffer out) {
    double share = 1.0 / keys;
    for (int i = 0; i < probe.tokenCount(); i++) {
      int token = probe.token(i);
      if (KeyCounts.isToken(token)) {
        int timing = FreeTextBins.timing(FreeTextBins.unit(token));
        out.add(FIRST_TIMING_FEATURE + timing, share * table[token]);
      }
    }
  }

  private static double[] reference() {
    double[] p = new double[KeyTimes.KINDS * BINS];
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      for (int bin = 0; bin < BINS; bin++) {
        p[kind * BINS + bin] = density(kind, bin);
      }
      double total = KeyTimes.sum(p, kind);
      for (int bin = 0; bin < BINS; bin++) {
        p[kind * BINS + bin] /= total;
      }
    }
    return p;
  }

  private static double density(int kind, int bin) {
    double middle = FreeTextBins.middle(kind, bin);
    double width = FreeTextBins.width(kind, bin);
    double at = kind == 2 ? middle : StrictMath.log(Math.max(1, middle));
    double z =
        (at - KeyHistogramConstants.REFERENCE_CENTRE[kind])
            / KeyHistogramConstants.REFERENCE_WIDTH[kind];
    double scale = kind == 2 ? width : width / Math.max(1, middle);
    return (StrictMath.exp(-z * z / 2) + 0.02) * scale;
  }
}
