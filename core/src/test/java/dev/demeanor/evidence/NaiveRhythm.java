package dev.demeanor.evidence;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The score of {@code rhythm} once more, straight from its description and without any shortcut:
 * what {@link RhythmModel} must agree with.
 */
final class NaiveRhythm {

  private record Neighbour(double distance, int age) {}

  private final int keys;
  private final int features;

  /** Newest first. */
  private final List<double[]> rows = new ArrayList<>();

  NaiveRhythm(int keys, List<FeatureVector> samples) {
    this.keys = keys;
    this.features = 3 * keys - 2;
    for (FeatureVector sample :
        samples.subList(Math.max(0, samples.size() - 200), samples.size())) {
      float[] row = LogTimes.decode(keys, LogTimes.encode(sample, keys));
      rows.add(0, IntStream.range(0, features).mapToDouble(j -> row[j]).toArray());
    }
  }

  double score(FeatureVector probe) {
    return score(probe, null);
  }

  /** Returns the score beside a population that types the same text so, when there is one. */
  double score(FeatureVector probe, @Nullable CommonPattern pattern) {
    double[] x = new double[features];
    LogTimes.of(probe, keys, x);
    double[] centre =
        IntStream.range(0, features).mapToDouble(j -> weightedMedian(j, 15)).toArray();
    double[] scale =
        IntStream.range(0, features).mapToDouble(j -> spread(j, centre[j], 50)).toArray();
    long present =
        IntStream.range(0, features).filter(j -> isNumber(x[j]) && isNumber(centre[j])).count();
    double share = (double) features / present;
    double dwells = level(x, 0, keys, centre);
    double latencies = level(x, keys, features, centre);
    double shorter = Math.max(0, -dwells) / levelScale(0, keys, centre);
    double off = Math.abs(latencies) / levelScale(keys, features, centre);
    if (pattern != null) {
      return 0.41 * share * shape(x, 0, keys, centre, scale, pattern)
          + 0.22 * share * shape(x, keys, features, centre, scale, pattern)
          - 0.43 * Math.min(6, shorter)
          - 0.37 * Math.min(6, off);
    }
    return 0.23 * share * shape(x, 0, keys, centre, scale, null)
        + 0.067 * share * shape(x, keys, features, centre, scale, null)
        - 0.34 * Math.min(6, shorter)
        - 0.41 * Math.min(6, off)
        + 0.18 * neighbours(x, centre);
  }

  private double shape(
      double[] x,
      int from,
      int to,
      double[] centre,
      double[] scale,
      @Nullable CommonPattern pattern) {
    double level = level(x, from, to, centre);
    double middle = level(x, from, to, new double[features]);
    double sum = 0;
    for (int j = from; j < to; j++) {
      if (isNumber(x[j]) && isNumber(centre[j])) {
        double width = 0.5 * scale[j];
        double own = Math.max(-6, Math.log(density(j, x[j] - 0.5 * level, width)));
        sum +=
            pattern == null
                ? own
                : Math.max(-6, Math.min(6, own - Math.log(width) - pattern.log(j, x[j] - middle)));
      }
    }
    return sum;
  }

  private double density(int feature, double x, double width) {
    double sum = 0;
    double total = 0;
    for (int age = 0; age < Math.min(80, rows.size()); age++) {
      double off = (x - rows.get(age)[feature]) / width;
      if (isNumber(off)) {
        sum += Math.exp(-age / 25.0) * Math.pow(1 + off * off / 3, -2);
        total += Math.exp(-age / 25.0);
      }
    }
    return sum / total;
  }

  private double levelScale(int from, int to, double[] centre) {
    double levels = 0;
    int entries = Math.min(60, rows.size());
    for (int age = 0; age < entries; age++) {
      levels += Math.abs(level(rows.get(age), from, to, centre));
    }
    return levels / entries + 1e-3;
  }

  private static double level(double[] x, int from, int to, double[] centre) {
    double[] off =
        IntStream.range(from, to)
            .mapToDouble(j -> x[j] - centre[j])
            .filter(NaiveRhythm::isNumber)
            .sorted()
            .toArray();
    int n = off.length;
    return n == 0 ? 0 : (off[(n - 1) / 2] + off[n / 2]) / 2;
  }

  private double neighbours(double[] x, double[] centre) {
    int compared = 2 * keys - 1;
    double[] scale =
        IntStream.range(0, compared).mapToDouble(j -> spread(j, centre[j], 100)).toArray();
    List<Neighbour> all = new ArrayList<>();
    for (int age = 0; age < rows.size(); age++) {
      double[] row = rows.get(age);
      double[] off =
          IntStream.range(0, compared)
              .mapToDouble(j -> Math.min(4, Math.abs(x[j] - row[j]) / scale[j]))
              .filter(NaiveRhythm::isNumber)
              .toArray();
      double mean = off.length == 0 ? 0 : Arrays.stream(off).sum() / off.length;
      all.add(new Neighbour(mean * compared + 0.06 * age, age));
    }
    return -all.stream()
        .sorted(Comparator.comparingDouble(Neighbour::distance))
        .limit(5)
        .mapToDouble(Neighbour::distance)
        .average()
        .orElse(0);
  }

  private double weightedMedian(int feature, double age) {
    Integer[] order =
        IntStream.range(0, rows.size())
            .limit(75)
            .filter(k -> isNumber(rows.get(k)[feature]))
            .boxed()
            .sorted(Comparator.comparingDouble(k -> rows.get(k)[feature]))
            .toArray(Integer[]::new);
    double total = Arrays.stream(order).mapToDouble(k -> Math.exp(-k / age)).sum();
    double reached = 0;
    for (int k : order) {
      reached += Math.exp(-k / age);
      if (reached >= total / 2) {
        return rows.get(k)[feature];
      }
    }
    return Double.NaN;
  }

  private double spread(int feature, double centre, double age) {
    int[] there =
        IntStream.range(0, rows.size()).filter(k -> isNumber(rows.get(k)[feature])).toArray();
    DoubleStream sum =
        Arrays.stream(there)
            .mapToDouble(k -> Math.exp(-k / age) * Math.abs(rows.get(k)[feature] - centre));
    return sum.sum() / Arrays.stream(there).mapToDouble(k -> Math.exp(-k / age)).sum() + 1e-3;
  }

  private static boolean isNumber(double x) {
    return !Double.isNaN(x);
  }
}
