package dev.demeanor.evidence;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, largest first, by cyclic Jacobi rotations (C.
 * G. J. Jacobi, 1846). Each vector's largest component is positive, so that equal matrices give
 * equal vectors. Immutable.
 */
final class SymmetricEigen {

  private static final int MOST_SWEEPS = 30;
  private static final double NEGLIGIBLE = 1e-12;

  private final int n;
  private final double[] values;
  private final double[] vectors;

  /** Takes an n by n matrix given by rows; it is left as it was. */
  SymmetricEigen(double[] matrix, int n) {
    this.n = n;
    double[] a = matrix.clone();
    double[] rotated = new double[n * n];
    for (int i = 0; i < n; i++) {
      rotated[i * n + i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, rotated, p, q);
        }
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i * n + i]))
            .mapToInt(Integer::intValue)
            .toArray();
    values = new double[n];
    vectors = new double[n * n];
    for (int k = 0; k < n; k++) {
      values[k] = a[order[k] * n + order[k]];
      double sign = sign(rotated, order[k] * n);
      for (int i = 0; i < n; i++) {
        vectors[k * n + i] = sign * rotated[order[k] * n + i];
      }
    }
  }

  private boolean isDiagonal(double[] a) {
    double off = 0;
    double on = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double square = a[i * n + j] * a[i * n + j];
        off += i == j ? 0 : square;
        on += i == j ? square : 0;
      }
    }
    return off <= NEGLIGIBLE * NEGLIGIBLE * on;
  }

  private void rotate(double[] a, double[] rotated, int p, int q) {
    double off = a[p * n + q];
    if (off == 0) {
      return;
    }
    double theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
    double root = Math.sqrt(theta * theta + 1);
    double tan = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + root);
    double cos = 1 / Math.sqrt(tan * tan + 1);
    double sin = tan * cos;
    for (int i = 0; i < n; i++) {
      turn(a, i * n + p, i * n + q, cos, sin);
    }
    for (int i = 0; i < n; i++) {
      turn(a, p * n + i, q * n + i, cos, sin);
      turn(rotated, p * n + i, q * n + i, cos, sin);
    }
  }

  private static void turn(double[] a, int first, int second, double cos, double sin) {
    double x = a[first];
    double y = a[second];
    a[first] = cos * x - sin * y;
    a[second] = sin * x + cos * y;
  }

  private double sign(double[] rotated, int from) {
    double largest = 0;
    for (int i = from; i < from + n; i++) {
      largest = Math.abs(rotated[i]) > Math.abs(largest) ? rotated[i] : largest;
    }
    return largest < 0 ? -1 : 1;
  }

  double value(int k) {
    return values[k];
  }

  /** Returns component {@code i} of the vector of the {@code k}-th largest value. */
  double component(int k, int i) {
    return vectors[k * n + i];
  }
}
