package dev.demeanor.evidence;

/**
 * Statistics over a history in which a sample of age {@code k} weighs {@code exp(-k / T)}: people
 * drift, so recent samples say more. Missing values are skipped; without any value the answer is
 * NaN.
 */
final class WeightedStatistics {

  private WeightedStatistics() {}

  /**
   * Returns the smallest value at which the weights reach one half. {@code order} is scratch of the
   * history's size.
   */
  static double median(SampleHistory history, int feature, double age, long[] order) {
    int count = 0;
    double total = 0;
    for (int k = 0; k < history.size(); k++) {
      float x = history.byAge(k)[feature];
      if (!Float.isNaN(x)) {
        order[count++] = (long) sortable(x) << 32 | k;
        total += weight(k, age);
      }
    }
    java.util.Arrays.sort(order, 0, count);
    double reached = 0;
    for (int i = 0; i < count; i++) {
      int k = (int) order[i];
      reached += weight(k, age);
      if (reached >= total / 2) {
        return history.byAge(k)[feature];
      }
    }
    return Double.NaN;
  }

  /** Returns the weighted mean of {@code |x - centre|}. */
  static double meanDistance(SampleHistory history, int feature, double centre, double age) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < history.size(); k++) {
      float x = history.byAge(k)[feature];
      if (!Float.isNaN(x)) {
        double weight = weight(k, age);
        sum += weight * Math.abs(x - centre);
        total += weight;
      }
    }
    return sum / total;
  }

  private static double weight(int k, double age) {
    return StrictMath.exp(-k / age);
  }

  /** Returns an int that orders like the float. */
  private static int sortable(float x) {
    int bits = Float.floatToRawIntBits(x);
    return bits ^ bits >> 31 & 0x7FFF_FFFF;
  }
}
