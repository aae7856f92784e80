package dev.demeanor.evidence;

import dev.demeanor.spi.model.ScoreCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what a model's scores say: log-likelihood ratios in bins that hold equally many scores,
 * made to rise by pooling neighbours that do not (the pool-adjacent-violators algorithm), each
 * smoothed by half a score of either kind.
 */
public final class ScoreCurveFit {

  /** Held-back scores of each kind below which nothing is fitted. */
  public static final int LEAST = 20;

  private static final int MOST_BINS = 40;
  private static final int LEAST_IN_BIN = 10;

  private ScoreCurveFit() {}

  /**
   * Fits a curve.
   *
   * @param genuine finite scores of genuine windows, at least {@link #LEAST}
   * @param impostors finite scores of impostors' windows, at least as many
   * @throws IllegalArgumentException if there are too few scores, or one is not finite
   */
  public static ScoreCurve of(double[] genuine, double[] impostors) {
    check("genuine", genuine);
    check("impostors'", impostors);
    double share = (double) genuine.length / impostors.length;
    List<Bin> pooled = new ArrayList<>();
    for (Bin bin : bins(genuine, impostors)) {
      pooled.add(bin);
      for (int last = pooled.size() - 1; last > 0; last--) {
        if (pooled.get(last - 1).ratio() < pooled.get(last).ratio()) {
          break;
        }
        pooled.set(last - 1, pooled.get(last - 1).and(pooled.remove(last)));
      }
    }
    double[] scores = pooled.stream().mapToDouble(Bin::middle).toArray();
    double[] nats = pooled.stream().mapToDouble(b -> StrictMath.log(b.ratio() / share)).toArray();
    return new ScoreCurve(scores, nats);
  }

  private static void check(String whose, double[] scores) {
    if (scores.length < LEAST) {
      throw new IllegalArgumentException(
          "a curve takes at least " + LEAST + " " + whose + " scores, had " + scores.length);
    }
    if (!Arrays.stream(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(whose + " scores must be finite");
    }
  }

  /** Bins with about equally many scores; equal scores are in one bin, so middles rise. */
  private static List<Bin> bins(double[] genuine, double[] impostors) {
    double[] own = genuine.clone();
    double[] others = impostors.clone();
    Arrays.sort(own);
    Arrays.sort(others);
    int all = own.length + others.length;
    int inBin = Math.max(LEAST_IN_BIN, all / MOST_BINS);
    List<Bin> bins = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < own.length || j < others.length) {
      int fromOwn = i;
      int fromOthers = j;
      double sum = 0;
      double last = Double.NaN;
      while (i < own.length || j < others.length) {
        boolean takeOwn = j == others.length || i < own.length && own[i] <= others[j];
        double next = takeOwn ? own[i] : others[j];
        if (i + j - fromOwn - fromOthers >= inBin && next != last) {
          break;
        }
        sum += next;
        last = next;
        i += takeOwn ? 1 : 0;
        j += takeOwn ? 0 : 1;
      }
      bins.add(new Bin(i - fromOwn, j - fromOthers, sum));
    }
    return bins;
  }

  private record Bin(int genuine, int impostors, double sum) {

    Bin and(Bin next) {
      return new Bin(genuine + next.genuine, impostors + next.impostors, sum + next.sum);
    }

    double ratio() {
      return (genuine + 0.5) / (impostors + 0.5);
    }

    double middle() {
      return sum / (genuine + impostors);
    }
  }
}
