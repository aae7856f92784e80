package dev.demeanor.benchmarks;

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

  private final double[] mean = new double[N];
  private final double[] deviation = new double[N];
  private final double[][] inverse;
  private double usualUnits;

  private final float[] routes = new float[ROUTES];
  private final float[][] transitions = new float[ROUTES][ROUTES];

  private final double[] z = new double[N];

  NaiveScores(List<FeatureVector> pointer, List<FeatureVector> navigation) {
    double[][] products = new double[N][N];
    int windows = 0;
    double units = 0;
    for (FeatureVector sample : pointer) {
      double[] off = new double[N];
      for (int j = 0; j < N; j++) {
        off[j] = Double.isNaN(sample.value(j)) ? 0 : sample.value(j) - mean[j];
        if (windows >= 20) {
          double bound = 4 * Math.sqrt(products[j][j] / (windows - 1));
          off[j] = Math.max(-bound, Math.min(bound, off[j]));
        }
      }
      windows++;
      units += sample.units();
      for (int j = 0; j < N; j++) {
        mean[j] += off[j] / windows;
        for (int k = 0; k < N; k++) {
          products[j][k] += off[j] * (off[k] - off[k] / windows);
        }
      }
    }
    usualUnits = units / windows;
    for (int j = 0; j < N; j++) {
      deviation[j] = Math.max(1e-4, Math.sqrt(products[j][j] / (windows - 1)));
    }
    double[][] shrunk = new double[N][N];
    for (int j = 0; j < N; j++) {
      for (int k = 0; k < N; k++) {
        double correlation = products[j][k] / (windows - 1) / (deviation[j] * deviation[k]);
        shrunk[j][k] = j == k ? 1 : 0.6 * correlation;
      }
    }
    inverse = inverse(shrunk);
    learnRoutes(navigation);
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

  /** Returns the raw score of a pointer window. */
  double pointer(double[] features, int units) {
    double widening = Math.sqrt(0.5 + 0.5 * Math.max(1, usualUnits / units));
    int present = 0;
    for (int j = 0; j < N; j++) {
      present += Double.isNaN(features[j]) ? 0 : 1;
      double off = (features[j] - mean[j]) / (deviation[j] * widening);
      z[j] = Double.isNaN(off) ? 0 : Math.max(-4, Math.min(4, off));
    }
    double square = 0;
    for (int j = 0; j < N; j++) {
      for (int k = 0; k < N; k++) {
        square += z[j] * inverse[j][k] * z[k];
      }
    }
    return -Math.sqrt((double) N / present) * Math.sqrt(square);
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
