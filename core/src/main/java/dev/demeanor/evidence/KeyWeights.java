package dev.demeanor.evidence;

import dev.demeanor.evidence.LogisticLayer.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns the weights of {@link KeyTerms}: logistic regression on standardised terms. Genuine and
 * impostor rows weigh alike, and so do all sessions of one origin, however long they are.
 */
final class KeyWeights {

  /** The intercept is not drawn anywhere. */
  private static final double FREE = 1e-9;

  private static final int COUNT = KeyTerms.COUNT;

  private KeyWeights() {}

  /**
   * Returns a weight for each term as it is, then the intercept.
   *
   * @param genuine sessions of rows of terms, at least one, none of them empty
   * @param impostor the same of impostors
   * @param ridge penalty of the squared weights
   */
  static double[] of(List<List<double[]>> genuine, List<List<double[]>> impostor, double ridge) {
    double rows = rows(genuine) + rows(impostor);
    double[] mean = new double[COUNT];
    double[] deviation = new double[COUNT];
    addMoments(genuine, rows, new double[COUNT], 1, mean);
    addMoments(impostor, rows, new double[COUNT], 1, mean);
    addMoments(genuine, rows, mean, 2, deviation);
    addMoments(impostor, rows, mean, 2, deviation);
    Arrays.setAll(deviation, i -> Math.sqrt(deviation[i]) + 1e-9);
    List<Example> examples = new ArrayList<>();
    addExamples(genuine, true, rows / 2, mean, deviation, examples);
    addExamples(impostor, false, rows / 2, mean, deviation, examples);
    double[] precision = new double[COUNT + 1];
    Arrays.fill(precision, ridge);
    precision[COUNT] = FREE;
    double[] weights = LogisticLayer.fit(examples, new double[COUNT + 1], precision);
    for (int i = 0; i < COUNT; i++) {
      weights[i] /= deviation[i];
      weights[COUNT] -= weights[i] * mean[i];
    }
    return weights;
  }

  private static int rows(List<List<double[]>> sessions) {
    return sessions.stream().mapToInt(List::size).sum();
  }

  /** Adds the share in the mean of each term, or of its squared distance from another mean. */
  private static void addMoments(
      List<List<double[]>> sessions, double rows, double[] from, int power, double[] to) {
    for (List<double[]> session : sessions) {
      for (double[] row : session) {
        for (int i = 0; i < COUNT; i++) {
          double d = row[i] - from[i];
          to[i] += (power == 1 ? d : d * d) / rows;
        }
      }
    }
  }

  private static void addExamples(
      List<List<double[]>> sessions,
      boolean genuine,
      double weight,
      double[] mean,
      double[] deviation,
      List<Example> to) {
    for (List<double[]> session : sessions) {
      for (double[] row : session) {
        double[] standard = new double[COUNT + 1];
        for (int i = 0; i < COUNT; i++) {
          standard[i] = (row[i] - mean[i]) / deviation[i];
        }
        standard[COUNT] = 1;
        to.add(new Example(standard, genuine, weight / sessions.size() / session.size()));
      }
    }
  }
}
