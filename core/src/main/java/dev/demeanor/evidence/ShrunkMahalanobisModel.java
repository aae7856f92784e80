package dev.demeanor.evidence;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * One subject's moments and the inverse that follows from them; see {@link
 * ShrunkMahalanobisDetector}. Immutable.
 */
final class ShrunkMahalanobisModel implements SubjectModel {

  /** How far the correlation matrix is pulled to the identity. */
  private static final double SHRINK = 0.2;

  /** One feature deviates by at most this many deviations. */
  private static final double CLIP = 2.5;

  private static final int MIN_WINDOWS = 8;
  private static final double LEAST_DEVIATION = 1e-4;

  /** Share of a window's variance that does not shrink with the number of its units. */
  private static final double BETWEEN_WINDOWS = 0.5;

  private final WindowMoments moments;
  private final double[] deviation;

  /** Inverse of the shrunk correlation matrix, by rows; empty while there are too few windows. */
  private final double[] inverse;

  ShrunkMahalanobisModel(WindowMoments moments) {
    this.moments = moments;
    this.deviation = new double[moments.features];
    for (int j = 0; j < deviation.length; j++) {
      deviation[j] = Math.max(LEAST_DEVIATION, moments.deviation(j));
    }
    this.inverse =
        moments.windows < MIN_WINDOWS
            ? new double[0]
            : SymmetricMatrix.inverse(shrunk(), deviation.length);
  }

  private double[] shrunk() {
    int n = deviation.length;
    double[] matrix = new double[n * n];
    int at = 0;
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        double correlation =
            moments.products[at++] / (moments.windows - 1) / (deviation[j] * deviation[k]);
        double value = j == k ? 1 : (1 - SHRINK) * correlation;
        matrix[j * n + k] = value;
        matrix[k * n + j] = value;
      }
    }
    return matrix;
  }

  @Override
  public int samples() {
    return moments.windows;
  }

  @Override
  public SubjectModel learn(FeatureVector sample) {
    return new ShrunkMahalanobisModel(moments.with(sample));
  }

  @Override
  public void score(FeatureVector probe, ScoreBuffer out) {
    int n = deviation.length;
    out.begin(n);
    int present = probe.present();
    if (inverse.length == 0 || 2 * present < n) {
      out.abstain(inverse.length == 0 ? AbstentionReason.COLD_START : AbstentionReason.NO_DATA);
      return;
    }
    double[] z = out.scratch(2 * n);
    double usualUnits = (double) moments.units / moments.windows;
    double widening =
        Math.sqrt(
            BETWEEN_WINDOWS + (1 - BETWEEN_WINDOWS) * Math.max(1, usualUnits / probe.units()));
    for (int j = 0; j < n; j++) {
      double off = (probe.value(j) - moments.mean[j]) / (deviation[j] * widening);
      z[j] = probe.isMissing(j) ? 0 : Math.max(-CLIP, Math.min(CLIP, off));
    }
    double square = 0;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += inverse[j * n + k] * z[k];
      }
      z[n + j] = z[j] * sum;
      square += z[n + j];
    }
    if (square <= 0) {
      return; // exactly at the centre
    }
    double share = Math.sqrt((double) n / present) / Math.sqrt(square);
    for (int j = 0; j < n; j++) {
      out.add(j, -share * z[n + j]);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(ShrunkMahalanobisDetector.FORMAT);
    moments.save(out);
  }
}
