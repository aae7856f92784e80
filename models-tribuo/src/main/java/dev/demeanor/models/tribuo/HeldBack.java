package dev.demeanor.models.tribuo;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of windows by those trees of a forest that had not seen their person. Immutable as long as
 * nobody writes to the arrays.
 *
 * @param genuine of people's own windows
 * @param impostors of others' windows
 */
record HeldBack(double[] genuine, double[] impostors) {

  static HeldBack of(LabelledRows rows, Forest forest) {
    double[] scores = new double[rows.size()];
    boolean[] own = new boolean[rows.size()];
    for (int i = 0; i < scores.length; i++) {
      int part = rows.person().get(i) % Forest.PARTS;
      scores[i] = forest.scoreWithout(part, rows.rows().get(i));
      own[i] = rows.genuine().get(i);
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
