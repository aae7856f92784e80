package dev.demeanor.evidence;

import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * What people's timings are like: of each timing the mean over people, the variance within a person
 * and between people; of each kind of timing the variance of a person's common offset, and how far
 * a whole session lies from its owner's profile and from the population. Immutable once it is
 * learned or read.
 */
final class KeyTimingSpreads {

  private static final double LEAST_VARIANCE = 1e-6;

  final double[] mean = new double[TIMINGS];
  final double[] within = new double[TIMINGS];
  final double[] between = new double[TIMINGS];
  final double[] offset = new double[KeyTimes.KINDS];
  final double[] levelOwn = new double[KeyTimes.KINDS];
  final double[] levelPeople = new double[KeyTimes.KINDS];

  /** Returns the variance of a key of anybody. */
  double anybody(int timing) {
    return within[timing] + between[timing] + offset[FreeTextBins.kindOfTiming(timing)];
  }

  private double[][] all() {
    return new double[][] {mean, within, between, offset, levelOwn, levelPeople};
  }

  void save(StateWriter out) {
    for (double[] numbers : all()) {
      KeyNumbers.save(numbers, out);
    }
  }

  @SuppressWarnings("ReferenceEquality") // which array it is, not what it holds
  static KeyTimingSpreads load(StateReader in) {
    KeyTimingSpreads spreads = new KeyTimingSpreads();
    KeyNumbers.load(spreads.mean, in);
    for (double[] variances : spreads.all()) {
      if (variances != spreads.mean) {
        KeyNumbers.load(variances, in);
        for (int i = 0; i < variances.length; i++) {
          variances[i] = Math.max(LEAST_VARIANCE, variances[i]);
        }
      }
    }
    return spreads;
  }
}
