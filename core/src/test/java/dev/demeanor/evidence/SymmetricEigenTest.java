package dev.demeanor.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

  @Test
  void values_areThoseOfASmallMatrixLargestFirst() {
    SymmetricEigen eigen = new SymmetricEigen(new double[] {2, 1, 1, 2}, 2);

    assertThat(eigen.value(0)).isEqualTo(3, within(1e-12));
    assertThat(eigen.value(1)).isEqualTo(1, within(1e-12));
    assertThat(eigen.component(0, 0)).isEqualTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void vectors_giveTheMatrixBack() {
    int n = 20;
    RandomGenerator random = new SplittableRandom(1);
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * n + j] = random.nextGaussian();
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(matrix, n);

    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.value(k) * eigen.component(k, i) * eigen.component(k, j);
        }
        assertThat(sum).isEqualTo(matrix[i * n + j], within(1e-9));
      }
    }
  }

  @Test
  void vectors_pointToTheirLargestComponent() {
    SymmetricEigen eigen = new SymmetricEigen(new double[] {1, 0, 0, -5}, 2);

    assertThat(eigen.component(1, 1)).isEqualTo(1);
  }
}
