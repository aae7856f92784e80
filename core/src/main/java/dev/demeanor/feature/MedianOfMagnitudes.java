package dev.demeanor.feature;

import java.util.Arrays;

/**
 * Median and largest of numbers of at least 0, by selection (C. A. R. Hoare, 1961) without branches
 * that depend on the numbers: a processor guesses those wrongly half of the time, which costs more
 * than all the rest. Bits of such numbers are in the order of the numbers, so that a subtraction
 * compares them. Not thread-safe; scratch is reused.
 */
final class MedianOfMagnitudes {

  /**
   * Chance makes this many rounds next to impossible; who chose the numbers may not wait longer.
   */
  private static final int ROUNDS = 24;

  private long[] from = new long[32];
  private long[] below = new long[32];
  private long[] others = new long[32];
  private long[] all = new long[32];

  private int size;

  /** Takes the first {@code count} values, which stay as they are, and returns the largest. */
  double take(double[] values, int count) {
    ensure(count);
    size = count;
    long largest = 0;
    for (int i = 0; i < count; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      all[i] = bits;
      from[i] = bits;
      largest = Math.max(largest, bits);
    }
    return Double.longBitsToDouble(largest);
  }

  /** Returns the median of the values taken; to be asked once. */
  double median() {
    int count = size;
    int middle = count / 2;
    long upper = select(count, middle);
    double median = Double.longBitsToDouble(upper);
    if (count % 2 == 1) {
      return median;
    }
    long lower = 0;
    int less = 0;
    for (int i = 0; i < count; i++) {
      long isLess = all[i] - upper >> 63; // all bits or none
      less -= (int) isLess;
      lower = Math.max(lower, all[i] & isLess);
    }
    return less < middle ? median : (Double.longBitsToDouble(lower) + median) / 2;
  }

  /** Returns the number of this rank, 0 for the smallest. */
  private long select(int count, int rank) {
    int left = count;
    int sought = rank;
    for (int round = 0; round < ROUNDS; round++) {
      int at = middleOfThree(left);
      long pivot = from[at];
      from[at] = from[--left];
      int smaller = split(pivot, left);
      if (sought == smaller) {
        return pivot;
      }
      long[] next = sought < smaller ? below : others;
      if (sought < smaller) {
        below = from;
        left = smaller;
      } else {
        others = from;
        left -= smaller;
        sought -= smaller + 1;
      }
      from = next;
    }
    Arrays.sort(from, 0, left);
    return from[sought];
  }

  /** Returns where the middle one of three numbers is: a guess at the median. */
  private int middleOfThree(int count) {
    int a = count >>> 2;
    int b = count >>> 1;
    int c = b + a;
    int lowA = (int) (from[b] - from[a] >> 63); // all bits when b is the smaller one
    int low = a & ~lowA | b & lowA;
    int high = a & lowA | b & ~lowA;
    int underHigh = (int) (from[c] - from[high] >> 63);
    int rest = c & underHigh | high & ~underHigh;
    int underLow = (int) (from[rest] - from[low] >> 63);
    return low & underLow | rest & ~underLow;
  }

  /** Puts what is less than the pivot into {@link #below}, the rest into {@link #others}. */
  private int split(long pivot, int count) {
    long[] source = from;
    long[] small = below;
    long[] large = others;
    int smaller = 0;
    for (int i = 0; i < count; i++) {
      long value = source[i];
      small[smaller] = value;
      large[i - smaller] = value;
      smaller += (int) (value - pivot >>> 63);
    }
    return smaller;
  }

  private void ensure(int count) {
    if (all.length < count) {
      int size = Math.max(count, 2 * all.length);
      all = new long[size];
      from = new long[size];
      below = new long[size];
      others = new long[size];
    }
  }
}
