package dev.demeanor.models.tribuo;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of windows by forests that had not seen their person, five folds over people. Immutable as
 * long as nobody writes to the arrays.
 *
 * @param genuine of people's own windows
 * @param impostors of others' windows
 */
record HeldBack(double[] genuine, double[] impostors) {

  /** As many folds as people are dealt into. */
  static final int FOLDS = 5;

  static HeldBack of(LabelledRows all, ForestSettings settings, long seed) {
    double[] scores = new double[all.size()];
    boolean[] own = new boolean[all.size()];
    int count = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      LabelledRows held = all.fold(fold, FOLDS, true);
      Forest forest = Forest.grow(all.fold(fold, FOLDS, false), settings, seed);
      for (int i = 0; i < held.size(); i++) {
        scores[count] = forest.score(held.rows().get(i));
        own[count++] = held.genuine().get(i);
      }
    }
    return new HeldBack(scoresOf(scores, own, true), scoresOf(scores, own, false));
  }

  private static double[] scoresOf(double[] scores, boolean[] own, boolean genuine) {
    return IntStream.range(0, scores.length)
        .filter(i -> own[i] == genuine)
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  /** Returns the error rate where as many impostors' windows pass as genuine ones do not. */
  double equalErrorRate() {
    double[] own = genuine.clone();
    double[] others = impostors.clone();
    Arrays.sort(own);
    Arrays.sort(others);
    double best = 1;
    double rate = 1;
    int passed = 0;
    for (int refused = 0; refused < own.length; refused++) { // threshold at own[refused]
      while (passed < others.length && others[passed] < own[refused]) {
        passed++;
      }
      double falseAccepts = 1 - (double) passed / others.length;
      double falseRejects = (double) refused / own.length;
      if (Math.abs(falseAccepts - falseRejects) < best) {
        best = Math.abs(falseAccepts - falseRejects);
        rate = (falseAccepts + falseRejects) / 2;
      }
    }
    return rate;
  }

  /** Returns the share of windows on the right side of one half. */
  double accuracy() {
    long right =
        Arrays.stream(genuine).filter(score -> score > 0.5).count()
            + Arrays.stream(impostors).filter(score -> score <= 0.5).count();
    return (double) right / (genuine.length + impostors.length);
  }
}
