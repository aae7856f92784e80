package dev.demeanor.model;

import dev.demeanor.spi.model.ScoreCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says what the scores of a model are worth in nats, from scores of known origin by models that had
 * not seen their people: the log of how much more often a score is a genuine window's than an
 * impostor's. Neighbours are put together until it never falls (pool adjacent violators, Ayer et
 * al. 1955). Stateless.
 */
public final class CurveFit {

  /** Fewer scores of either origin than this say too little. */
  public static final int LEAST = 50;

  private static final int BINS = 32;
  private static final double MOST_NATS = 6;

  private CurveFit() {}

  /**
   * Fits a curve.
   *
   * @throws IllegalArgumentException if there are fewer than {@link #LEAST} scores of either origin
   */
  public static ScoreCurve of(double[] genuine, double[] impostors) {
    if (genuine.length < LEAST || impostors.length < LEAST) {
      throw new IllegalArgumentException(
          "a curve takes at least "
              + LEAST
              + " held-back scores of genuine windows and of impostors', had "
              + genuine.length
              + " and "
              + impostors.length);
    }
    List<Block> blocks = pooled(bins(genuine, impostors));
    double[] scores = blocks.stream().mapToDouble(Block::score).toArray();
    double[] nats = new double[scores.length];
    for (int i = 0; i < nats.length; i++) {
      nats[i] = blocks.get(i).nats(genuine.length, impostors.length);
      nats[i] = i > 0 ? Math.max(nats[i], nats[i - 1]) : nats[i];
    }
    return new ScoreCurve(scores, nats);
  }

  private record Block(double sum, double genuine, double impostors) {

    double score() {
      return sum / (genuine + impostors);
    }

    double share() {
      return genuine / (genuine + impostors);
    }

    Block and(Block other) {
      return new Block(sum + other.sum, genuine + other.genuine, impostors + other.impostors);
    }

    /** Half a window of either origin more: nothing is impossible because it was not seen. */
    double nats(int allGenuine, int allImpostors) {
      double ratio = (genuine + 0.5) / (allGenuine + 1) / ((impostors + 0.5) / (allImpostors + 1));
      return Math.max(-MOST_NATS, Math.min(MOST_NATS, StrictMath.log(ratio)));
    }
  }

  /** Equal scores stay in one bin: scores of a curve rise. */
  private static List<Block> bins(double[] genuine, double[] impostors) {
    double[][] all = new double[genuine.length + impostors.length][];
    for (int i = 0; i < all.length; i++) {
      boolean own = i < genuine.length;
      all[i] = new double[] {own ? genuine[i] : impostors[i - genuine.length], own ? 1 : 0};
    }
    Arrays.sort(all, (a, b) -> Double.compare(a[0], b[0]));
    List<Block> bins = new ArrayList<>();
    int size = Math.max(1, all.length / BINS);
    Block open = new Block(0, 0, 0);
    for (int i = 0; i < all.length; i++) {
      open = open.and(new Block(all[i][0], all[i][1], 1 - all[i][1]));
      boolean full = open.genuine() + open.impostors() >= size;
      if (i + 1 == all.length || full && all[i + 1][0] > all[i][0]) {
        bins.add(open);
        open = new Block(0, 0, 0);
      }
    }
    return bins;
  }

  private static List<Block> pooled(List<Block> bins) {
    List<Block> blocks = new ArrayList<>();
    for (Block bin : bins) {
      Block last = bin;
      while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).share() >= last.share()) {
        last = blocks.remove(blocks.size() - 1).and(last);
      }
      blocks.add(last);
    }
    return blocks;
  }
}
