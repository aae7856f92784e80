package dev.demeanor.benchmarks;

import dev.demeanor.feature.PointerBins;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * What the default detectors of pointer and navigation say of a window, as one would write it down
 * first: a mean, a full inverse, tables of counts. Same rules and constants as the library's {@code
 * shrunk-mahalanobis} and {@code transitions}. Windows must be complete. Not thread-safe.
 */
final class NaiveScores {

  private static final int N = NaiveFeatures.POINTER;
  private static final int ROUTES = Visitor.ROUTES;

  private static final int BINS = PointerBins.BINS;

  private final float[][] own = new float[N][BINS];
  private final float[][] products = new float[N][N];
  private double[][] inverse = new double[N][N];
  private float usual = 0.77f;
  private int windows;

  private final float[] routes = new float[ROUTES];
  private final float[][] transitions = new float[ROUTES][ROUTES];

  private final double[] z = new double[N];

  NaiveScores(List<FeatureVector> pointer, List<FeatureVector> navigation) {
    int[] tokens = new int[PointerBins.TOKENS];
    for (FeatureVector sample : pointer) {
      for (int t = 0; t < tokens.length; t++) {
        tokens[t] = sample.token(t);
      }
      if (windows >= 20) {
        double share = 1.0 / (windows - 20 + 10 + 1);
        usual = (float) (usual + share * (Math.min(2 * usual, distance(tokens)) - usual));
      }
      learn(tokens);
      inverse = inverse(shrunk());
    }
    learnRoutes(navigation);
  }

  private void learn(int[] tokens) {
    double[] off = new double[N];
    for (int j = 0; j < N; j++) {
      for (int bin = 0; bin < BINS; bin++) {
        own[j][bin] += count(tokens, j, bin);
      }
      int actions = actions(tokens, j);
      double most = windows < 20 ? 1 : 4 * deviation(j);
      double rank = actions == 0 ? 0 : rank(tokens, j) / actions * stretch(actions);
      off[j] = Math.max(-most, Math.min(most, rank));
    }
    windows++;
    for (int j = 0; j < N; j++) {
      for (int k = 0; k < N; k++) {
        double share = 1.0 / windows;
        products[j][k] = (float) ((1 - share) * products[j][k] + share * off[j] * off[k]);
      }
    }
  }

  private double[][] shrunk() {
    double share = windows / (windows + 32.0);
    double[][] shrunk = new double[N][N];
    for (int j = 0; j < N; j++) {
      for (int k = 0; k < N; k++) {
        double correlation = products[j][k] / (deviation(j) * deviation(k));
        shrunk[j][k] = j == k ? 1 : share * correlation;
      }
    }
    return shrunk;
  }

  private double deviation(int j) {
    return Math.sqrt(products[j][j]) + 1e-3;
  }

  private static double stretch(int actions) {
    return StrictMath.exp(StrictMath.log(actions / 16.0) * 0.65 / 2);
  }

  private static int count(int[] tokens, int j, int bin) {
    int i = j * BINS + bin;
    return tokens[i / 4] >>> i % 4 * 8 & 255;
  }

  private static int actions(int[] tokens, int j) {
    int actions = 0;
    for (int bin = 0; bin < BINS; bin++) {
      actions += count(tokens, j, bin);
    }
    return actions;
  }

  /** Returns the sum of the ranks of a window's actions among the subject's own. */
  private double rank(int[] tokens, int j) {
    double total = 0;
    for (float count : own[j]) {
      total += count;
    }
    double below = 0;
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double rank = (below + own[j][bin] / 2) / Math.max(1e-9, total) - 0.5;
      sum += count(tokens, j, bin) * (double) (float) rank;
      below += own[j][bin];
    }
    return sum;
  }

  /** Returns the distance for each feature that is present. */
  private double distance(int[] tokens) {
    int present = 0;
    for (int j = 0; j < N; j++) {
      int actions = actions(tokens, j);
      present += actions == 0 ? 0 : 1;
      double off = actions == 0 ? 0 : rank(tokens, j) / actions * stretch(actions) / deviation(j);
      z[j] = Math.max(-4, Math.min(4, off));
    }
    double square = 0;
    for (int j = 0; j < N; j++) {
      for (int k = 0; k < N; k++) {
        square += z[j] * inverse[j][k] * z[k];
      }
    }
    return Math.sqrt(square / present);
  }

  /** Returns the raw score of a pointer window. */
  double pointer(int[] tokens) {
    int most = 0;
    for (int j = 0; j < N; j++) {
      most = Math.max(most, actions(tokens, j));
    }
    double nats = 19.0 * most / (most + 12);
    return nats * (0.82 - distance(tokens) * 0.77 / usual);
  }

  /** Gauss and Jordan; the matrix is positive definite, so no pivot is looked for. */
  private static double[][] inverse(double[][] matrix) {
    double[][] inverse = new double[N][N];
    for (int i = 0; i < N; i++) {
      inverse[i][i] = 1;
    }
    for (int pivot = 0; pivot < N; pivot++) {
      double by = 1 / matrix[pivot][pivot];
      for (int k = 0; k < N; k++) {
        matrix[pivot][k] *= by;
        inverse[pivot][k] *= by;
      }
      for (int i = 0; i < N; i++) {
        double share = matrix[i][pivot];
        for (int k = 0; i != pivot && k < N; k++) {
          matrix[i][k] -= share * matrix[pivot][k];
          inverse[i][k] -= share * inverse[pivot][k];
        }
      }
    }
    return inverse;
  }

  private void learnRoutes(List<FeatureVector> samples) {
    float kept = (float) StrictMath.pow(0.5, 1 / 350.0);
    for (FeatureVector sample : samples) {
      for (int i = 0; i < ROUTES; i++) {
        routes[i] = routes[i] * kept >= 0.05f ? routes[i] * kept : 0;
        for (int k = 0; k < ROUTES; k++) {
          float faded = transitions[i][k] * kept;
          transitions[i][k] = faded >= 0.05f ? faded : 0;
        }
      }
      for (int i = 0; i < sample.tokenCount(); i++) {
        routes[sample.token(i)]++;
        if (i > 0) {
          transitions[sample.token(i - 1)][sample.token(i)]++;
        }
      }
    }
  }

  /** Returns the raw score of a navigation window. */
  double navigation(int[] tokens, int count) {
    double visits = 0;
    for (float visited : routes) {
      visits += visited;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double route = (routes[tokens[i]] + 2 / 500.0) / (visits + 2);
      double follows = i == 0 ? route : follows(tokens[i - 1], tokens[i], route);
      sum += 0.5 * Math.max(-12, StrictMath.log(route));
      sum += 0.5 * Math.max(-12, StrictMath.log(follows));
    }
    return sum / count;
  }

  private double follows(int from, int to, double route) {
    double left = 0;
    int different = 0;
    for (float count : transitions[from]) {
      left += count;
      different += count > 0 ? 1 : 0;
    }
    if (left == 0) {
      return route;
    }
    double seen = transitions[from][to];
    double smoothed = (seen + different * route) / (left + different);
    return seen > 0 ? smoothed : Math.min(0.01, smoothed);
  }
}
