package dev.demeanor.spi.model;

import java.util.Arrays;

/**
 * What a model's score says, in nats: straight lines between points, level beyond the first and the
 * last. Core fits it to held-back scores; it is the same for every subject. Immutable.
 *
 * @param scores rising, at least one, at most 1024
 * @param nats log-likelihood ratio of genuine against impostor at each score, never falling
 */
public record ScoreCurve(double[] scores, double[] nats) {

  private static final int MOST = 1024;

  /** Copies and checks the points. */
  public ScoreCurve {
    scores = scores.clone();
    nats = nats.clone();
    if (scores.length < 1 || scores.length > MOST || scores.length != nats.length) {
      throw new IllegalArgumentException(
          "a curve has 1 to "
              + MOST
              + " scores and as many nats, had "
              + scores.length
              + " and "
              + nats.length);
    }
    for (int i = 0; i < scores.length; i++) {
      boolean finite = Double.isFinite(scores[i]) && Double.isFinite(nats[i]);
      if (!finite || i > 0 && (scores[i] <= scores[i - 1] || nats[i] < nats[i - 1])) {
        throw new IllegalArgumentException(
            "points of a curve must be finite, scores rise and nats never fall; point " + i);
      }
    }
  }

  /** Returns the nats of a finite score; allocates nothing. */
  public double at(double score) {
    int after = Arrays.binarySearch(scores, score);
    if (after >= 0) {
      return nats[after];
    }
    int next = -after - 1;
    if (next == 0 || next == scores.length) {
      return nats[next == 0 ? 0 : next - 1];
    }
    double share = (score - scores[next - 1]) / (scores[next] - scores[next - 1]);
    return nats[next - 1] + share * (nats[next] - nats[next - 1]);
  }

  @Override
  public double[] scores() {
    return scores.clone();
  }

  @Override
  public double[] nats() {
    return nats.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreCurve that
        && Arrays.equals(scores, that.scores)
        && Arrays.equals(nats, that.nats);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(scores) + Arrays.hashCode(nats);
  }

  @Override
  public String toString() {
    return "ScoreCurve[" + scores.length + " points]";
  }
}
