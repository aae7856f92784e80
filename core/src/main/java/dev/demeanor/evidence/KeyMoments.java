package dev.demeanor.evidence;

import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.feature.FreeTextBins;

/** Keys, mean and squared deviations of each timing, from its histogram. Immutable. */
final class KeyMoments {

  final double[] keys = new double[TIMINGS];
  final double[] mean = new double[TIMINGS];
  final double[] squares = new double[TIMINGS];

  KeyMoments(double[] timings) {
    for (int timing = 0; timing < TIMINGS; timing++) {
      int kind = FreeTextBins.kindOfTiming(timing);
      double sum = 0;
      double sumOfSquares = 0;
      for (int bin = 0; bin < KeyTimes.BINS; bin++) {
        double count = timings[timing * KeyTimes.BINS + bin];
        double value = KeyTimes.value(kind, bin);
        keys[timing] += count;
        sum += count * value;
        sumOfSquares += count * value * value;
      }
      mean[timing] = sum / Math.max(1e-9, keys[timing]);
      squares[timing] = Math.max(0, sumOfSquares - keys[timing] * mean[timing] * mean[timing]);
    }
  }

  /** Returns the variance of the keys of a timing, 0 when there are fewer than two. */
  double variance(int timing) {
    return keys[timing] > 1 ? squares[timing] / keys[timing] : 0;
  }
}
