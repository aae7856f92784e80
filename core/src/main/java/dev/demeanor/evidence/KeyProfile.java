package dev.demeanor.evidence;

import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.feature.FreeTextBins;

/**
 * Mean and standard deviation of each timing of one subject by hierarchical Bayes: the population's
 * mean, moved by the subject's common offset, moved by what the subject's own keys of this timing
 * say. A timing never typed stands where the offset puts it. Immutable.
 */
final class KeyProfile {

  final double[] mean = new double[TIMINGS];
  final double[] deviation = new double[TIMINGS];

  KeyProfile(KeyTimingSpreads people, KeyMoments own, KeyHistogramConstants constants) {
    double[] offset = offsets(people, own);
    for (int timing = 0; timing < TIMINGS; timing++) {
      double common = people.mean[timing] + offset[FreeTextBins.kindOfTiming(timing)];
      double mass = people.within[timing] / people.between[timing];
      double keys = own.keys[timing];
      double trust = keys / (keys + mass);
      mean[timing] = common + trust * (keys > 0 ? own.mean[timing] - common : 0);
      double variance =
          ((keys > 1 ? own.squares[timing] : 0) + constants.ownVarianceMass * people.within[timing])
              / (Math.max(keys - 1, 0) + constants.ownVarianceMass);
      deviation[timing] = Math.sqrt(variance + people.between[timing] * mass / (keys + mass));
    }
  }

  private static double[] offsets(KeyTimingSpreads people, KeyMoments own) {
    double[] sum = new double[KeyTimes.KINDS];
    double[] weight = new double[KeyTimes.KINDS];
    for (int timing = 0; timing < TIMINGS; timing++) {
      if (own.keys[timing] > 0) {
        int kind = FreeTextBins.kindOfTiming(timing);
        double mass = people.within[timing] / people.between[timing];
        double w = own.keys[timing] / (1 + own.keys[timing] / mass);
        sum[kind] += w * (own.mean[timing] - people.mean[timing]);
        weight[kind] += w;
      }
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      sum[kind] /= weight[kind] + 1e-9;
    }
    return sum;
  }
}
