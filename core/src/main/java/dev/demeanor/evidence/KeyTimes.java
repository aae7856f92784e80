package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;

/** What the bins of free text stand for, and how counts of them are smoothed. */
final class KeyTimes {

  static final int BINS = FreeTextBins.BINS;
  static final int KINDS = 3;

  /** Flights are taken as they are up to about this, in ms, and by their logarithm beyond. */
  private static final double FLIGHT_UNIT = 40;

  private static final double[][] VALUES = {values(0), values(1), values(2)};

  /** Gaussian weights of the bins around one, each row summing to 1. */
  private static final double[] KERNEL = kernel(1);

  private KeyTimes() {}

  /** Returns the time of a bin: ln ms of dwell and press to press, signed ln of flight. */
  static double value(int kind, int bin) {
    return VALUES[kind][bin];
  }

  private static double[] values(int kind) {
    double[] values = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      double millis = FreeTextBins.middle(kind, bin);
      values[bin] =
          kind < 2
              ? StrictMath.log(Math.max(5, millis))
              : Math.signum(millis) * StrictMath.log1p(Math.abs(millis) / FLIGHT_UNIT);
    }
    return values;
  }

  /** Returns the matrix, by rows, that spreads a bin over its neighbours. */
  static double[] kernel(double widthBins) {
    double[] kernel = new double[BINS * BINS];
    for (int bin = 0; bin < BINS; bin++) {
      double sum = 0;
      for (int to = 0; to < BINS; to++) {
        double z = (to - bin) / widthBins;
        kernel[bin * BINS + to] = StrictMath.exp(-z * z / 2);
        sum += kernel[bin * BINS + to];
      }
      for (int to = 0; to < BINS; to++) {
        kernel[bin * BINS + to] /= sum;
      }
    }
    return kernel;
  }

  /** Returns histograms of {@link #BINS} bins each, smoothed by about one bin. */
  static double[] smoothed(double[] histograms) {
    return spread(histograms, KERNEL);
  }

  /** Returns histograms with every bin spread as a kernel says. */
  static double[] spread(double[] histograms, double[] kernel) {
    double[] spread = new double[histograms.length];
    for (int i = 0; i < histograms.length; i++) {
      if (histograms[i] != 0) {
        int first = i - i % BINS;
        int row = i % BINS * BINS;
        for (int to = 0; to < BINS; to++) {
          spread[first + to] += histograms[i] * kernel[row + to];
        }
      }
    }
    return spread;
  }

  /** Returns the sum of the bins of one histogram. */
  static double sum(double[] histograms, int which) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += histograms[which * BINS + bin];
    }
    return sum;
  }

  /** Returns, for each kind, the sum of its histograms, of which {@code timings} says the kind. */
  static double[] byKind(double[] timings) {
    double[] kinds = new double[KINDS * BINS];
    for (int i = 0; i < timings.length; i++) {
      kinds[FreeTextBins.kindOfTiming(i / BINS) * BINS + i % BINS] += timings[i];
    }
    return kinds;
  }

  static double clip(double value, double most) {
    return Math.max(-most, Math.min(most, value));
  }
}
