package dev.demeanor.evidence;

import java.util.Arrays;

/** The level of a group of times: by how much most of them are off, however they are off each. */
final class TypingLevel {

  private TypingLevel() {}

  /**
   * Returns the median of {@code times - centre} over the features from {@code from} to before
   * {@code to}, 0 when none is present; overwrites scratch from {@code at} on.
   */
  static double of(double[] times, double[] centre, int from, int to, double[] scratch, int at) {
    int count = 0;
    for (int j = from; j < to; j++) {
      double off = times[j] - centre[j];
      if (!Double.isNaN(off)) {
        scratch[at + count++] = off;
      }
    }
    return median(scratch, at, count);
  }

  /** Returns the median of the times themselves. */
  static double of(double[] times, int from, int to, double[] scratch, int at) {
    int count = 0;
    for (int j = from; j < to; j++) {
      if (!Double.isNaN(times[j])) {
        scratch[at + count++] = times[j];
      }
    }
    return median(scratch, at, count);
  }

  private static double median(double[] scratch, int at, int count) {
    if (count == 0) {
      return 0;
    }
    Arrays.sort(scratch, at, at + count);
    int middle = at + count / 2;
    return count % 2 == 1 ? scratch[middle] : (scratch[middle - 1] + scratch[middle]) / 2;
  }
}
