package dev.demeanor.evaluation;

import java.util.Arrays;

/**
 * False-accept and false-reject rate over all thresholds, from accepting everything to rejecting
 * everything. An attempt is accepted when {@code score >= threshold}; each distinct score is a
 * threshold, and one lies above all. Immutable.
 */
public final class RocCurve {

  /** A rate that misses a limit only by rounding is within it. */
  private static final double TOLERANCE = 1e-12;

  private final double[] frr;
  private final double[] far;
  private final double auc;

  private RocCurve(double[] frr, double[] far, double auc) {
    this.frr = frr;
    this.far = far;
    this.auc = auc;
  }

  /**
   * Returns the curve of these scores, in any order.
   *
   * @throws IllegalArgumentException if either is empty
   */
  public static RocCurve of(double[] genuine, double[] impostor) {
    return of(SortedScores.of(genuine, impostor), new int[] {1});
  }

  /**
   * Returns the curve in which the attempts of each group count as often as {@code weights} says.
   *
   * @throws IllegalArgumentException if no genuine or no impostor attempt counts
   */
  static RocCurve of(SortedScores scores, int[] weights) {
    long genuine = scores.count(true, weights);
    long impostor = scores.count(false, weights);
    if (genuine == 0 || impostor == 0) {
      throw new IllegalArgumentException(
          "a curve needs genuine and impostor scores, had " + genuine + " and " + impostor);
    }
    double[] frr = new double[scores.size() + 1];
    double[] far = new double[scores.size() + 1];
    int points = 0;
    long rejected = 0; // genuine scores under the threshold
    long caught = 0; // impostor scores under it
    double concordant = 0;
    for (int i = 0; i < scores.size(); ) {
      frr[points] = (double) rejected / genuine;
      far[points] = 1 - (double) caught / impostor;
      long tiedGenuine = 0;
      long tiedImpostor = 0;
      int next = i;
      for (; next < scores.size() && scores.score(next) == scores.score(i); next++) {
        int weight = weights[scores.group(next)];
        tiedGenuine += scores.isGenuine(next) ? weight : 0;
        tiedImpostor += scores.isGenuine(next) ? 0 : weight;
      }
      concordant += tiedGenuine * (caught + tiedImpostor / 2.0);
      rejected += tiedGenuine;
      caught += tiedImpostor;
      points += tiedGenuine + tiedImpostor > 0 ? 1 : 0; // what counts nowhere is no threshold
      i = next;
    }
    frr[points] = 1;
    far[points] = 0;
    return new RocCurve(
        Arrays.copyOf(frr, points + 1),
        Arrays.copyOf(far, points + 1),
        concordant / genuine / impostor);
  }

  /** Returns how many points the curve has, from accepting everything to rejecting everything. */
  public int size() {
    return far.length;
  }

  /** Returns the false-accept rate at a point; it never rises from one point to the next. */
  public double far(int point) {
    return far[point];
  }

  /** Returns the false-reject rate at a point; it never falls from one point to the next. */
  public double frr(int point) {
    return frr[point];
  }

  /**
   * Returns the equal-error rate as Killourhy and Maxion interpolate it: where the line between the
   * two points around {@code FAR = FRR} crosses the diagonal.
   */
  public double eer() {
    int after = 1; // at the first point FAR is 1 and FRR 0, at the last the other way round
    while (far[after] >= frr[after]) {
      after++;
    }
    double far0 = far[after - 1];
    double frr0 = frr[after - 1];
    double share = (far0 - frr0) / (frr[after] - frr0 - far[after] + far0);
    return far0 + share * (far[after] - far0);
  }

  /**
   * Returns the area under the curve: how often a genuine score is above an impostor's; a tie
   * counts one half.
   */
  public double auc() {
    return auc;
  }

  /**
   * Returns the false-reject rate at the lowest threshold whose false-accept rate is at most {@code
   * limit}.
   */
  public double frrAtFar(double limit) {
    int point = 0;
    while (far[point] > limit + TOLERANCE) {
      point++;
    }
    return frr[point];
  }

  /**
   * Returns the false-accept rate at the highest threshold whose false-reject rate is at most
   * {@code limit}.
   */
  public double farAtFrr(double limit) {
    int point = frr.length - 1;
    while (frr[point] > limit + TOLERANCE) {
      point--;
    }
    return far[point];
  }
}
