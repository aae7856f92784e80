package dev.demeanor.benchmarks;

import dev.demeanor.event.EventBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The decision on an entry as one would write it down first, on plain arrays: all features from the
 * events, all distances, everything sorted. It holds the same rule and constants as the library's
 * detector {@code rhythm}, its calibration and its trust, and serves to check them and to compare
 * with. Entries must be complete. Not thread-safe.
 */
final class RecomputingReference {

  private static final int KEYS = Typist.KEYS;
  private static final int TIMES = 2 * KEYS - 1;
  private static final int FEATURES = 3 * KEYS - 2;
  private static final int NEIGHBOURS = 5;
  private static final double CLIP = 4;

  private final double[][] newestFirst;
  private final double[] centre = new double[FEATURES];
  private final double[] scale = new double[FEATURES];
  private final double[] neighbourScale = new double[TIMES];
  private final double[] densityWeights = new double[80];
  private final double dwellLevelScale;
  private final double latencyLevelScale;
  private double scoreNeutral;
  private double scoreSlope;

  private final double[] row = new double[FEATURES];
  private final double[] scratch = new double[FEATURES];
  private final double[] distances;
  private final double[] sorted;

  /** Learns entries, oldest first. */
  RecomputingReference(List<EventBuffer> entries) {
    int size = entries.size();
    newestFirst = new double[size][FEATURES];
    distances = new double[size];
    sorted = new double[size];
    for (int age = 0; age < size; age++) {
      double[] stored = newestFirst[age];
      times(entries.get(size - 1 - age), stored);
      for (int j = 0; j < TIMES; j++) {
        stored[j] = (float) (Math.rint(3000 * log(stored[j])) / 3000);
      }
      for (int i = 0; i < KEYS - 1; i++) {
        double flight = StrictMath.exp(stored[KEYS + i]) - StrictMath.exp(stored[i]);
        stored[TIMES + i] = (float) logFlight(flight);
      }
    }
    for (int j = 0; j < FEATURES; j++) {
      centre[j] = median(j, 15);
      scale[j] = meanDistance(j, centre[j], 50) + 1e-3;
    }
    for (int j = 0; j < TIMES; j++) {
      neighbourScale[j] = meanDistance(j, centre[j], 100) + 1e-3;
    }
    for (int age = 0; age < densityWeights.length; age++) {
      densityWeights[age] = StrictMath.exp(-age / 25.0);
    }
    dwellLevelScale = levelScale(0, KEYS);
    latencyLevelScale = levelScale(KEYS, FEATURES);
  }

  /** Takes over the library's calibration, which no entry changes. */
  void calibrate(double neutral, double slope) {
    scoreNeutral = neutral;
    scoreSlope = slope;
  }

  private double median(int feature, double age) {
    int newest = (int) Math.min(newestFirst.length, 5 * age);
    Integer[] order = IntStream.range(0, newest).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingDouble(k -> newestFirst[k][feature])
            .thenComparing(Comparator.naturalOrder()));
    double total = 0;
    for (int k = 0; k < order.length; k++) {
      total += StrictMath.exp(-k / age);
    }
    double reached = 0;
    for (int k : order) {
      reached += StrictMath.exp(-k / age);
      if (reached >= total / 2) {
        return newestFirst[k][feature];
      }
    }
    throw new IllegalStateException("no entry");
  }

  private double meanDistance(int feature, double middle, double age) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < newestFirst.length; k++) {
      double weight = StrictMath.exp(-k / age);
      sum += weight * Math.abs(newestFirst[k][feature] - middle);
      total += weight;
    }
    return sum / total;
  }

  private double levelScale(int from, int to) {
    double sum = 0;
    int entries = Math.min(60, newestFirst.length);
    for (int age = 0; age < entries; age++) {
      sum += Math.abs(level(newestFirst[age], from, to));
    }
    return sum / entries + 1e-3;
  }

  /** Returns trust after this entry alone. */
  double trust(EventBuffer entry) {
    double straight = scoreSlope * (score(entry) - scoreNeutral);
    double evidence = 6 * StrictMath.tanh(straight / 6);
    return bounded(accumulated(3 * 0.4, evidence));
  }

  /** Returns what one window of typing adds: it never takes more than 2.4 nats. */
  static double accumulated(double scale, double evidence) {
    return Math.max(-2.4, scale * evidence);
  }

  /** Returns trust of a new session from this sum of evidence: at most 3 nats of credit. */
  static double bounded(double accumulated) {
    double total = Math.max(-6, Math.min(3, accumulated));
    return 1 / (1 + StrictMath.exp(-(StrictMath.log(0.95 / (1 - 0.95)) + total)));
  }

  /** Returns the raw score of an entry. */
  double score(EventBuffer entry) {
    times(entry, row);
    for (int j = 0; j < TIMES; j++) {
      row[j] = log(row[j]);
    }
    for (int j = TIMES; j < FEATURES; j++) {
      row[j] = logFlight(row[j]);
    }
    double dwells = level(row, 0, KEYS);
    double latencies = level(row, KEYS, FEATURES);
    return 0.23 * shape(0, KEYS, dwells)
        + 0.067 * shape(KEYS, FEATURES, latencies)
        - 0.34 * Math.min(Math.max(0, -dwells) / dwellLevelScale, 6)
        - 0.41 * Math.min(Math.abs(latencies) / latencyLevelScale, 6)
        - 0.18 * neighbours();
  }

  private double shape(int from, int to, double level) {
    int newest = Math.min(80, newestFirst.length);
    double sum = 0;
    for (int j = from; j < to; j++) {
      double density = 0;
      double total = 0;
      for (int age = 0; age < newest; age++) {
        double off = (row[j] - 0.5 * level - newestFirst[age][j]) / (0.5 * scale[j]);
        double fall = 1 + off * off / 3;
        density += densityWeights[age] / (fall * fall);
        total += densityWeights[age];
      }
      sum += Math.max(-6, StrictMath.log(density / total));
    }
    return sum;
  }

  private double level(double[] times, int from, int to) {
    for (int j = from; j < to; j++) {
      scratch[j] = times[j] - centre[j];
    }
    Arrays.sort(scratch, from, to);
    int middle = (from + to) / 2;
    return (to - from) % 2 == 1 ? scratch[middle] : (scratch[middle - 1] + scratch[middle]) / 2;
  }

  private double neighbours() {
    for (int age = 0; age < distances.length; age++) {
      double sum = 0.06 * age;
      double[] stored = newestFirst[age];
      for (int j = 0; j < TIMES; j++) {
        sum += Math.min(Math.abs(row[j] - stored[j]) / neighbourScale[j], CLIP);
      }
      distances[age] = sum;
    }
    System.arraycopy(distances, 0, sorted, 0, distances.length);
    Arrays.sort(sorted);
    double sum = 0;
    for (int i = 0; i < NEIGHBOURS; i++) {
      sum += sorted[i];
    }
    return sum / NEIGHBOURS;
  }

  /** Writes dwell, press to press and flight in seconds. */
  private static void times(EventBuffer entry, double[] target) {
    for (int i = 0; i < KEYS; i++) {
      target[i] = entry.dwellMicros(i) / 1e6;
    }
    for (int i = 0; i < KEYS - 1; i++) {
      target[KEYS + i] = (entry.timeMicros(i + 1) - entry.timeMicros(i)) / 1e6;
      target[TIMES + i] = target[KEYS + i] - target[i];
    }
  }

  private static double log(double seconds) {
    return StrictMath.log(Math.max(seconds, 0.005));
  }

  private static double logFlight(double seconds) {
    return StrictMath.log(Math.max(seconds + 0.3, 0.02));
  }
}
