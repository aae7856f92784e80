package dev.demeanor.evidence;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Learns a {@link CommonPattern} from people who typed texts of one number of keys, if they agree
 * so well that it must have been one text.
 */
final class PatternLearning {

  /** A pattern of fewer keys is none. */
  static final int MIN_KEYS = 5;

  /** Fewer people say too little of how people differ. */
  static final int MIN_PEOPLE = 5;

  /** Fewer entries say too little of how somebody types. */
  private static final int MIN_ENTRIES = 10;

  /** How many entries show somebody who is new to the text, and somebody who is used to it. */
  private static final int FIRST = 25;

  private static final int LAST = 50;

  /** Mean distances of normal values times this are standard deviations. */
  private static final double TO_SIGMA = 1.2533;

  private final int keys;
  private final int features;
  private final List<double[]> patterns = new ArrayList<>();
  private final List<double[]> stages = new ArrayList<>();
  private final List<double[]> distances = new ArrayList<>();

  private PatternLearning(int keys) {
    this.keys = keys;
    this.features = 3 * keys - 2;
  }

  /**
   * Learns from the entries of each person, all of this many keys.
   *
   * @param agreement least mean correlation of people's patterns with the mean of the others
   */
  static Optional<CommonPattern> learn(
      int keys, List<List<FeatureVector>> people, double agreement) {
    PatternLearning learning = new PatternLearning(keys);
    people.stream().filter(entries -> entries.size() >= MIN_ENTRIES).forEach(learning::add);
    return keys >= MIN_KEYS
            && learning.patterns.size() >= MIN_PEOPLE
            && learning.agreement() >= agreement
        ? learning.pattern()
        : Optional.empty();
  }

  private void add(List<FeatureVector> entries) {
    List<double[]> rows = new ArrayList<>();
    for (FeatureVector entry : entries) {
      double[] row = new double[features];
      LogTimes.of(entry, keys, row);
      rows.add(row);
    }
    int size = rows.size();
    double[] centre = medians(rows);
    distances.add(byFeature(j -> mean(rows, row -> Math.abs(row[j] - centre[j]))));
    patterns.add(unlevelled(rows));
    stages.add(unlevelled(rows.subList(0, Math.min(FIRST, size / 2))));
    stages.add(unlevelled(rows.subList(size - Math.min(LAST, size / 2), size)));
  }

  private double[] unlevelled(List<double[]> rows) {
    double[] pattern = medians(rows);
    CommonPattern.withoutLevels(pattern, keys);
    return pattern;
  }

  private Optional<CommonPattern> pattern() {
    double[] centre = medians(stages);
    double[] within = medians(distances);
    double[] between = byFeature(j -> mean(stages, stage -> Math.abs(stage[j] - centre[j])));
    double[] spread =
        byFeature(
            j -> {
              double square = between[j] * between[j] + within[j] * within[j];
              return TO_SIGMA * Math.sqrt(square) + RhythmStatistics.MIN_SCALE;
            });
    boolean complete = Arrays.stream(centre).allMatch(Double::isFinite);
    return complete ? Optional.of(new CommonPattern(keys, centre, spread)) : Optional.empty();
  }

  /**
   * Returns how alike people are from press to press. Dwells say little of a text, and flights what
   * press to press says; two kinds of time together would agree in what their kinds are like.
   */
  @SuppressWarnings("ReferenceEquality") // this person, not one who types alike
  private double agreement() {
    double sum = 0;
    for (double[] one : patterns) {
      double[] others =
          byFeature(j -> mean(patterns, other -> other == one ? Double.NaN : other[j]));
      sum +=
          correlation(
              Arrays.copyOfRange(one, keys, 2 * keys - 1),
              Arrays.copyOfRange(others, keys, 2 * keys - 1));
    }
    return sum / patterns.size();
  }

  /** Returns the correlation over the features that both have; 0 when either does not vary. */
  private static double correlation(double[] a, double[] b) {
    double n = 0;
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int j = 0; j < a.length; j++) {
      if (!Double.isNaN(a[j] + b[j])) {
        n++;
        sumA += a[j];
        sumB += b[j];
        squaresA += a[j] * a[j];
        squaresB += b[j] * b[j];
        products += a[j] * b[j];
      }
    }
    double variances = (squaresA - sumA * sumA / n) * (squaresB - sumB * sumB / n);
    return variances > 0 ? (products - sumA * sumB / n) / Math.sqrt(variances) : 0;
  }

  private interface OfFeature {
    double of(int feature);
  }

  private double[] byFeature(OfFeature value) {
    double[] values = new double[features];
    for (int j = 0; j < features; j++) {
      values[j] = value.of(j);
    }
    return values;
  }

  private double[] medians(List<double[]> rows) {
    return byFeature(
        j -> {
          double[] sorted =
              rows.stream()
                  .mapToDouble(row -> row[j])
                  .filter(x -> !Double.isNaN(x))
                  .sorted()
                  .toArray();
          int n = sorted.length;
          return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        });
  }

  private static double mean(List<double[]> rows, ToDoubleFunction<double[]> value) {
    double sum = 0;
    int there = 0;
    for (double[] row : rows) {
      double x = value.applyAsDouble(row);
      if (!Double.isNaN(x)) {
        sum += x;
        there++;
      }
    }
    return sum / there;
  }
}
