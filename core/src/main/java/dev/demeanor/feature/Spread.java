package dev.demeanor.feature;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;
import java.util.List;

/**
 * Mean, standard deviation, extremes and quartiles of durations, kept up to date in whole
 * milliseconds by counting: the cost of an observation is constant and quantiles are exact to the
 * millisecond. What lies outside the range counts as its edge.
 */
final class Spread {

  /** Features that {@link #writeTo} writes. */
  static final int FEATURES = 8;

  private static final int FORMAT = 1;

  private final int lowMillis;
  private final int[] counts;
  private int count;
  private long sum;
  private long sumOfSquares;

  Spread(int lowMillis, int highMillis) {
    this.lowMillis = lowMillis;
    this.counts = new int[highMillis - lowMillis + 1];
  }

  static void addFeatures(List<Feature> features, String name) {
    for (String statistic : List.of("mean", "std", "min", "max", "median", "q25", "q75", "range")) {
      features.add(new Feature(name + "." + statistic, "ms"));
    }
  }

  void add(long micros) {
    long millis = Math.floorDiv(micros + 500, 1000);
    int bin = (int) Math.max(0, Math.min(counts.length - 1, millis - lowMillis));
    counts[bin]++;
    count++;
    long kept = (long) bin + lowMillis;
    sum += kept;
    sumOfSquares += kept * kept;
  }

  int count() {
    return count;
  }

  double mean() {
    return count == 0 ? Double.NaN : (double) sum / count;
  }

  double deviation() {
    if (count < 2) {
      return Double.NaN;
    }
    double mean = mean();
    return Math.sqrt(Math.max(0, ((double) sumOfSquares - count * mean * mean) / (count - 1)));
  }

  /** Writes the eight statistics from {@code at} on; missing where there is nothing to say. */
  void writeTo(FeatureVector target, int at) {
    if (count == 0) {
      for (int i = 0; i < FEATURES; i++) {
        target.setMissing(at + i);
      }
      return;
    }
    target.set(at, mean());
    target.set(at + 1, deviation());
    double low = quantile(0);
    double high = quantile(count - 1);
    target.set(at + 2, low);
    target.set(at + 3, high);
    target.set(at + 4, quantile((count - 1) / 2));
    target.set(at + 5, quantile((count - 1) / 4));
    target.set(at + 6, quantile(3 * (count - 1) / 4));
    target.set(at + 7, high - low);
  }

  /** Returns the value of this rank, 0 for the smallest. */
  private double quantile(int rank) {
    int seen = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      seen += counts[bin];
      if (seen > rank) {
        return bin + lowMillis;
      }
    }
    return Double.NaN;
  }

  void reset() {
    if (count > 0) {
      Arrays.fill(counts, 0);
      count = 0;
      sum = 0;
      sumOfSquares = 0;
    }
  }

  void save(StateWriter out) {
    int used = 0;
    for (int bin : counts) {
      used += bin > 0 ? 1 : 0;
    }
    out.putInt(FORMAT).putInt(used);
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        out.putInt(bin).putInt(counts[bin]);
      }
    }
  }

  void load(StateReader in) {
    in.getInt("spread format", FORMAT, FORMAT);
    reset();
    for (int left = in.getInt("bins", 0, counts.length); left > 0; left--) {
      int bin = in.getInt("bin", 0, counts.length - 1);
      int here = in.getInt("count", 1, Integer.MAX_VALUE / 2);
      counts[bin] += here;
      count += here;
      long kept = (long) bin + lowMillis;
      sum += (long) here * kept;
      sumOfSquares += (long) here * kept * kept;
    }
  }
}
