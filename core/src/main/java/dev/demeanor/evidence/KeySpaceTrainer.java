package dev.demeanor.evidence;

import static dev.demeanor.evidence.KeyTimes.BINS;
import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns a {@link KeySpace}: the principal directions in which sessions differ, then the axes along
 * which people differ most for how much one person's windows and sessions do.
 */
final class KeySpaceTrainer {

  private static final int SIZE = TIMINGS * BINS;
  private static final double NEGLIGIBLE = 1e-9;

  private final KeyHistogramConstants constants;
  private final KeyShares shares;
  private final List<KeyPerson> people;
  private final double[] scale = new double[SIZE];

  private KeySpaceTrainer(
      List<KeyPerson> people, KeyShares shares, KeyHistogramConstants constants) {
    this.constants = constants;
    this.people = people;
    this.shares = shares;
    for (int i = 0; i < SIZE; i++) {
      double use = Math.max(1e-6, shares.timingUse[i / BINS] * shares.timings[i]);
      scale[i] = StrictMath.exp(-constants.rareBins * StrictMath.log(use));
    }
  }

  static KeySpace learn(List<KeyPerson> people, KeyShares shares, KeyHistogramConstants constants) {
    KeySpaceTrainer trainer = new KeySpaceTrainer(people, shares, constants);
    return trainer.turned(trainer.directions());
  }

  /** Returns the vector of each bin in the principal directions of sessions. */
  private float[] directions() {
    List<double[]> sessions = sessions();
    int n = sessions.size();
    double[] products = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        products[i * n + j] = product(sessions.get(i), sessions.get(j));
        products[j * n + i] = products[i * n + j];
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(products, n);
    int dimensions = Math.min(constants.dimensions, n / 2);
    while (dimensions > 0 && eigen.value(dimensions - 1) <= NEGLIGIBLE * eigen.value(0)) {
      dimensions--;
    }
    float[] vectors = new float[SIZE * dimensions];
    for (int k = 0; k < dimensions; k++) {
      double[] direction = new double[SIZE];
      for (int session = 0; session < n; session++) {
        double weight = eigen.component(k, session) / Math.sqrt(eigen.value(k));
        double[] values = sessions.get(session);
        for (int i = 0; i < SIZE; i++) {
          direction[i] += weight * values[i] * scale[i];
        }
      }
      write(direction, vectors, k, dimensions);
    }
    return vectors;
  }

  /** Smoothing and the subtraction of what people do are linear: they go into the vectors. */
  private void write(double[] direction, float[] vectors, int k, int dimensions) {
    double[] smoothed = new double[SIZE];
    double[] kernel = KeyTimes.kernel(1);
    for (int timing = 0; timing < TIMINGS; timing++) {
      double usual = 0;
      for (int bin = 0; bin < BINS; bin++) {
        usual += shares.timings[timing * BINS + bin] * direction[timing * BINS + bin];
      }
      for (int bin = 0; bin < BINS; bin++) {
        int i = timing * BINS + bin;
        smoothed[i] = -usual;
        for (int near = 0; near < BINS; near++) {
          smoothed[i] += kernel[bin * BINS + near] * direction[timing * BINS + near];
        }
        vectors[i * dimensions + k] = (float) smoothed[i];
      }
    }
  }

  /** Returns how much more often than with people at large each bin was hit, scaled, centred. */
  private List<double[]> sessions() {
    List<double[]> all = new ArrayList<>();
    for (KeyPerson person : people) {
      for (List<FeatureVector> session : person.sessions()) {
        all.add(excess(KeyCounts.of(session, constants)));
      }
    }
    List<double[]> some = new ArrayList<>();
    int kept = Math.min(all.size(), KeyHistogramConstants.BASIS_SESSIONS);
    for (int i = 0; i < kept; i++) {
      some.add(all.get((int) ((long) i * all.size() / kept)));
    }
    double[] mean = new double[SIZE];
    for (double[] session : some) {
      for (int i = 0; i < SIZE; i++) {
        mean[i] += session[i] / kept;
      }
    }
    for (double[] session : some) {
      for (int i = 0; i < SIZE; i++) {
        session[i] -= mean[i];
      }
    }
    return some;
  }

  private double[] excess(KeyCounts session) {
    double[] counts = KeyTimes.smoothed(session.timings());
    double keys = 0;
    for (double pair : session.pairs()) {
      keys += pair;
    }
    double[] excess = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double usual = KeyTimes.sum(counts, i / BINS) * shares.timings[i];
      excess[i] = (counts[i] - usual) / Math.max(1, keys) * scale[i];
    }
    return excess;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Turns the directions so that a person is a sphere and people lie along the axes. */
  private KeySpace turned(float[] vectors) {
    int n = vectors.length / SIZE;
    KeySpace raw = new KeySpace(vectors, new double[n], new double[n], 1);
    KeySpaceSpreads spreads = new KeySpaceSpreads(raw, people, constants.sessionWidth);
    double[] root = SymmetricMatrix.inverseRoot(spreads.person(), n);
    SymmetricEigen eigen = new SymmetricEigen(sandwich(root, spreads.between(), n), n);
    double[] turn = new double[n * n];
    double[] spread = new double[n];
    double[] centre = new double[n];
    for (int k = 0; k < n; k++) {
      spread[k] = Math.max(0, eigen.value(k));
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < n; i++) {
          turn[k * n + j] += eigen.component(k, i) * root[i * n + j];
        }
        centre[k] += turn[k * n + j] * spreads.centre()[j];
      }
    }
    float[] turned = new float[vectors.length];
    for (int i = 0; i < SIZE; i++) {
      for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += turn[k * n + j] * vectors[i * n + j];
        }
        turned[i * n + k] = (float) sum;
      }
    }
    return new KeySpace(turned, centre, spread, constants.placeFreedom);
  }

  /** Returns root * matrix * transposed root. */
  private static double[] sandwich(double[] root, double[] matrix, int n) {
    double[] left = new double[n * n];
    double[] both = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          left[i * n + j] += root[i * n + k] * matrix[k * n + j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          both[i * n + j] += left[i * n + k] * root[j * n + k];
        }
      }
    }
    return both;
  }
}
