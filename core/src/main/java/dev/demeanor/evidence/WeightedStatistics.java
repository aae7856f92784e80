package dev.demeanor.evidence;

import java.util.Arrays;

/**
 * Statistics over a history in which a sample of age {@code k} weighs {@code exp(-k / T)}: people
 * drift, so recent samples say more. Missing values are skipped; without any value the answer is
 * NaN.
 */
final class WeightedStatistics {

  private WeightedStatistics() {}

  /** Returns the weights of samples by age: {@code exp(-k / age)}. */
  static double[] weights(double age, int samples) {
    double[] weights = new double[samples];
    for (int k = 0; k < samples; k++) {
      weights[k] = StrictMath.exp(-k / age);
    }
    return weights;
  }

  /**
   * Orders the newest samples that have a feature by its value, equal ones by age; returns how many
   * there are. Writes their ages into the low halves of {@code order}, as many samples as fit.
   */
  static int order(SampleHistory history, int feature, long[] order) {
    int count = 0;
    int newest = Math.min(order.length, history.size());
    for (int k = 0; k < newest; k++) {
      float x = history.value(k, feature);
      if (!Float.isNaN(x)) {
        order[count++] = (long) sortable(x) << 32 | k;
      }
    }
    Arrays.sort(order, 0, count);
    return count;
  }

  /** Returns the smallest value, in the given order, at which the weights reach one half. */
  static double median(
      SampleHistory history, int feature, double[] weights, long[] order, int count) {
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += weights[(int) order[i]];
    }
    double reached = 0;
    for (int i = 0; i < count; i++) {
      int k = (int) order[i];
      reached += weights[k];
      if (reached >= total / 2) {
        return history.value(k, feature);
      }
    }
    return Double.NaN;
  }

  /** Returns the weighted mean of {@code |x - centre|}. */
  static double meanDistance(SampleHistory history, int feature, double centre, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < history.size(); k++) {
      float x = history.value(k, feature);
      if (!Float.isNaN(x)) {
        sum += weights[k] * Math.abs(x - centre);
        total += weights[k];
      }
    }
    return sum / total;
  }

  /** Returns an int that orders like the float. */
  private static int sortable(float x) {
    int bits = Float.floatToRawIntBits(x);
    return bits ^ bits >> 31 & 0x7FFF_FFFF;
  }
}
