package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * One subject's counts and the table of log ratios that follows from them; see {@link
 * KeyHistogramDetector}. Immutable.
 */
final class KeyHistogramModel implements SubjectModel {

  private static final int BINS = FreeTextBins.BINS;
  private static final int UNITS = FreeTextBins.UNITS;

  /**
   * Where the mean of a unit stands among the features of free text: contributions are shown there.
   */
  private static final int FIRST_UNIT_FEATURE = 16;

  /** Old typing fades: after this many blocks it counts one half. */
  private static final double HALF_LIFE_BLOCKS = 200;

  /** A unit's own histogram counts as much as its backoff after this many keys. */
  private static final double BACKOFF_MASS = 20;

  /** Keys that the reference is worth in the backoff of each kind of timing. */
  private static final double REFERENCE_MASS = 50;

  /** No key says more than this, in nats. */
  private static final double CLIP = 2;

  // What people's times are like at large, as a normal curve on ln ms (dwell, press to press) or ms
  // (flight): broad on
  // purpose, so that the ratio rewards being like oneself and punishes being like nobody in
  // particular.
  private static final double[] REFERENCE_CENTRE = {4.6, 5.3, 95};
  private static final double[] REFERENCE_WIDTH = {0.45, 0.65, 140};

  private final int features;
  private final int samples;
  private final float[] counts;
  private final float[] table;

  KeyHistogramModel(int features, int samples, float[] counts) {
    this.features = features;
    this.samples = samples;
    this.counts = counts;
    this.table = table(counts);
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    float kept = (float) StrictMath.pow(0.5, 1 / HALF_LIFE_BLOCKS);
    float[] next = new float[counts.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = kept * counts[i];
    }
    for (int i = 0; i < sample.tokenCount(); i++) {
      int token = sample.token(i);
      if (token >= 0 && token < next.length) {
        next[token]++;
      }
    }
    return new KeyHistogramModel(features, samples + 1, next);
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    out.begin(features);
    int tokens = probe.tokenCount();
    if (samples == 0 || tokens == 0) {
      out.abstain(samples == 0 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
      return;
    }
    double share = 1.0 / tokens;
    for (int i = 0; i < tokens; i++) {
      int token = probe.token(i);
      if (token >= 0 && token < table.length) {
        out.add(FIRST_UNIT_FEATURE + FreeTextBins.unit(token), share * table[token]);
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(KeyHistogramDetector.FORMAT).putInt(samples);
    for (float count : counts) {
      out.putFloat(count);
    }
  }

  private static float[] table(float[] counts) {
    float[] table = new float[counts.length];
    double[][] reference = new double[3][];
    double[][] backoff = new double[3][];
    for (int kind = 0; kind < 3; kind++) {
      reference[kind] = reference(kind);
      backoff[kind] = backoff(counts, kind, reference[kind]);
    }
    for (int unit = 0; unit < UNITS; unit++) {
      int kind = FreeTextBins.kind(unit);
      double[] own = smooth(counts, unit);
      double keys = 0;
      for (double count : own) {
        keys += count;
      }
      for (int bin = 0; bin < BINS; bin++) {
        double p = (own[bin] + BACKOFF_MASS * backoff[kind][bin]) / (keys + BACKOFF_MASS);
        double ratio = StrictMath.log(p / reference[kind][bin]);
        table[unit * BINS + bin] = (float) Math.max(-CLIP, Math.min(CLIP, ratio));
      }
    }
    return table;
  }

  /** Returns the subject's histogram over all units of a kind, smoothed towards the reference. */
  private static double[] backoff(float[] counts, int kind, double[] reference) {
    double[] sum = new double[BINS];
    double total = 0;
    for (int unit = 0; unit < UNITS; unit++) {
      if (FreeTextBins.kind(unit) == kind) {
        double[] own = smooth(counts, unit);
        for (int bin = 0; bin < BINS; bin++) {
          sum[bin] += own[bin];
          total += own[bin];
        }
      }
    }
    for (int bin = 0; bin < BINS; bin++) {
      sum[bin] = (sum[bin] + REFERENCE_MASS * reference[bin]) / (total + REFERENCE_MASS);
    }
    return sum;
  }

  /**
   * Returns a unit's counts, each spread over its neighbours by the binomial weights 1, 4, 6, 4, 1.
   */
  private static double[] smooth(float[] counts, int unit) {
    double[] smoothed = new double[BINS];
    double[] weights = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};
    for (int bin = 0; bin < BINS; bin++) {
      double count = counts[unit * BINS + bin];
      if (count > 0) {
        for (int k = -2; k <= 2; k++) {
          smoothed[Math.max(0, Math.min(BINS - 1, bin + k))] += count * weights[k + 2];
        }
      }
    }
    return smoothed;
  }

  private static double[] reference(int kind) {
    double[] p = new double[BINS];
    double total = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double middle = FreeTextBins.middle(kind, bin);
      double width = FreeTextBins.width(kind, bin);
      double at = kind == 2 ? middle : StrictMath.log(Math.max(1, middle));
      double z = (at - REFERENCE_CENTRE[kind]) / REFERENCE_WIDTH[kind];
      double scale = kind == 2 ? width : width / Math.max(1, middle);
      p[bin] = (StrictMath.exp(-z * z / 2) + 0.02) * scale;
      total += p[bin];
    }
    for (int bin = 0; bin < BINS; bin++) {
      p[bin] /= total;
    }
    return p;
  }
}
