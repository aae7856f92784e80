package dev.demeanor.evidence;

/** Inverses of a symmetric positive definite matrix and of its root by Cholesky decomposition. */
final class SymmetricMatrix {

  private SymmetricMatrix() {}

  /** Returns the inverse of an n by n matrix given by rows. */
  static double[] inverse(double[] matrix, int n) {
    double[] inverseLower = inverseRoot(matrix, n);
    double[] inverse = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < n; k++) {
          sum += inverseLower[k * n + i] * inverseLower[k * n + j];
        }
        inverse[i * n + j] = sum;
        inverse[j * n + i] = sum;
      }
    }
    return inverse;
  }

  /**
   * Returns the inverse of the lower triangular root of an n by n matrix given by rows: it makes
   * what has this covariance spherical.
   */
  static double[] inverseRoot(double[] matrix, int n) {
    return invertLower(cholesky(matrix, n), n);
  }

  private static double[] cholesky(double[] matrix, int n) {
    double[] lower = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i * n + k] * lower[j * n + k];
        }
        lower[i * n + j] = i == j ? Math.sqrt(Math.max(1e-9, sum)) : sum / lower[j * n + j];
      }
    }
    return lower;
  }

  private static double[] invertLower(double[] lower, int n) {
    double[] inverse = new double[n * n];
    for (int i = 0; i < n; i++) {
      inverse[i * n + i] = 1 / lower[i * n + i];
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = j; k < i; k++) {
          sum -= lower[i * n + k] * inverse[k * n + j];
        }
        inverse[i * n + j] = sum / lower[i * n + i];
      }
    }
    return inverse;
  }
}
