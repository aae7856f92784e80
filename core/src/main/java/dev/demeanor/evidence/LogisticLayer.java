package dev.demeanor.evidence;

import java.util.List;

/**
 * Weighted logistic regression by Newton steps, drawn towards given weights: with little data they
 * stay, with much they do not matter.
 */
final class LogisticLayer {

  private static final int MAX_STEPS = 50;
  private static final double CONVERGED = 1e-9;

  /** A longer step than this may jump over the optimum. */
  private static final double LONGEST_STEP = 4;

  /** A step is halved so often at most until it leads upwards. */
  private static final int MAX_HALVINGS = 30;

  /**
   * One attempt.
   *
   * @param inputs its inputs
   * @param genuine whose it is
   * @param weight how much it counts
   */
  record Example(double[] inputs, boolean genuine, double weight) {}

  private LogisticLayer() {}

  /**
   * Returns the weights that fit best.
   *
   * @param towards where the weights lie without data
   * @param precision how strongly each is drawn there, above 0
   */
  static double[] fit(List<Example> examples, double[] towards, double[] precision) {
    int n = towards.length;
    double[] weights = towards.clone();
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] gradient = new double[n];
      double[] hessian = new double[n * n];
      for (int i = 0; i < n; i++) {
        gradient[i] = precision[i] * (towards[i] - weights[i]);
        hessian[i * n + i] = precision[i];
      }
      for (Example example : examples) {
        add(example, weights, gradient, hessian);
      }
      double[] inverse = SymmetricMatrix.inverse(hessian, n);
      double longest = 0;
      double[] move = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          move[i] += inverse[i * n + j] * gradient[j];
        }
        longest = Math.max(longest, Math.abs(move[i]));
      }
      double share = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
      weights = uphill(examples, weights, move, share, towards, precision);
      if (longest < CONVERGED) {
        break;
      }
    }
    return weights;
  }

  /**
   * Goes this share of a move, or less: where examples are sure already, a full Newton step may
   * jump to and fro for ever.
   */
  private static double[] uphill(
      List<Example> examples,
      double[] weights,
      double[] move,
      double share,
      double[] towards,
      double[] precision) {
    double before = likelihood(examples, weights, towards, precision);
    double[] next = weights.clone();
    double part = share;
    for (int halving = 0; halving < MAX_HALVINGS; halving++) {
      for (int i = 0; i < next.length; i++) {
        next[i] = weights[i] + part * move[i];
      }
      if (likelihood(examples, next, towards, precision) >= before) {
        return next;
      }
      part /= 2;
    }
    return weights;
  }

  /** Returns what is to be as large as possible. */
  static double likelihood(
      List<Example> examples, double[] weights, double[] towards, double[] precision) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double off = weights[i] - towards[i];
      sum -= precision[i] * off * off / 2;
    }
    for (Example example : examples) {
      double logOdds = logOdds(example, weights);
      double signed = example.genuine() ? logOdds : -logOdds;
      // the logarithm of 1 / (1 + exp(-signed)), without overflow
      sum +=
          example.weight()
              * (Math.min(0, signed) - StrictMath.log1p(StrictMath.exp(-Math.abs(signed))));
    }
    return sum;
  }

  private static double logOdds(Example example, double[] weights) {
    double logOdds = 0;
    for (int i = 0; i < weights.length; i++) {
      logOdds += weights[i] * example.inputs()[i];
    }
    return logOdds;
  }

  private static void add(Example example, double[] weights, double[] gradient, double[] hessian) {
    int n = weights.length;
    double p = 1 / (1 + StrictMath.exp(-logOdds(example, weights)));
    double residual = example.weight() * ((example.genuine() ? 1 : 0) - p);
    double curvature = example.weight() * p * (1 - p);
    for (int i = 0; i < n; i++) {
      gradient[i] += residual * example.inputs()[i];
      for (int j = 0; j < n; j++) {
        hessian[i * n + j] += curvature * example.inputs()[i] * example.inputs()[j];
      }
    }
  }
}
