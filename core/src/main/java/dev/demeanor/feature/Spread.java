package dev.demeanor.feature;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Arrays;
import java.util.List;

/**
 * Mean, standard deviation, extremes and quartiles of durations, kept up to date in whole
 * milliseconds: they are held in order, so quantiles are at hand and exact to the millisecond. A
 * block has few enough keys that putting one in its place costs less than the cold lines of a
 * histogram over the range. What lies outside the range counts as its edge.
 */
final class Spread {

  /** Features that {@link #writeTo} writes. */
  static final int FEATURES = 8;

  private static final int FORMAT = 1;

  private static final int INITIAL = 64;

  private final int lowMillis;
  private final int highMillis;
  private final int most;
  private short[] ordered = new short[INITIAL];
  private int count;
  private long sum;
  private long sumOfSquares;

  /** Makes one for durations in a range, of which there are never more than {@code most}. */
  Spread(int lowMillis, int highMillis, int most) {
    this.lowMillis = lowMillis;
    this.highMillis = highMillis;
    this.most = most;
  }

  static void addFeatures(List<Feature> features, String name) {
    for (String statistic : List.of("mean", "std", "min", "max", "median", "q25", "q75", "range")) {
      features.add(new Feature(name + "." + statistic, "ms"));
    }
  }

  void add(long micros) {
    long millis = Math.floorDiv(micros + 500, 1000);
    int kept = (int) Math.max(lowMillis, Math.min(highMillis, millis));
    ensure(count + 1);
    int at = count++;
    while (at > 0 && ordered[at - 1] > kept) {
      ordered[at] = ordered[at - 1];
      at--;
    }
    ordered[at] = (short) kept;
    sum += kept;
    sumOfSquares += (long) kept * kept;
  }

  private void ensure(int size) {
    if (size > ordered.length) {
      ordered = Arrays.copyOf(ordered, Math.max(size, Math.min(most, 2 * ordered.length)));
    }
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
    double low = ordered[0];
    double high = ordered[count - 1];
    target.set(at + 2, low);
    target.set(at + 3, high);
    target.set(at + 4, ordered[(count - 1) / 2]);
    target.set(at + 5, ordered[(count - 1) / 4]);
    target.set(at + 6, ordered[3 * (count - 1) / 4]);
    target.set(at + 7, high - low);
  }

  void reset() {
    count = 0;
    sum = 0;
    sumOfSquares = 0;
  }

  /** Appends how often each duration occurs. */
  void save(StateWriter out) {
    int used = 0;
    for (int i = 0; i < count; i++) {
      used += i == 0 || ordered[i] != ordered[i - 1] ? 1 : 0;
    }
    out.putInt(FORMAT).putInt(used);
    for (int i = 0; i < count; i = endOfRun(i)) {
      out.putInt(ordered[i] - lowMillis).putInt(endOfRun(i) - i);
    }
  }

  private int endOfRun(int start) {
    int end = start + 1;
    while (end < count && ordered[end] == ordered[start]) {
      end++;
    }
    return end;
  }

  void load(StateReader in) {
    in.getInt("spread format", FORMAT, FORMAT);
    reset();
    int left = in.getInt("bins", 0, highMillis - lowMillis + 1);
    int bin = -1;
    for (; left > 0; left--) {
      bin = in.getInt("bin", bin + 1, highMillis - lowMillis);
      int here = in.getInt("count", 1, most - count);
      ensure(count + here);
      int kept = bin + lowMillis;
      Arrays.fill(ordered, count, count + here, (short) kept);
      count += here;
      sum += (long) here * kept;
      sumOfSquares += (long) here * kept * kept;
    }
  }
}
