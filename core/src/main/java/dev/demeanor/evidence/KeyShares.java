package dev.demeanor.evidence;

import static dev.demeanor.evidence.KeyTimes.BINS;
import static dev.demeanor.feature.FreeTextBins.PAIRS;
import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.List;

/**
 * What share of people's keys falls into each bin of each timing and of the dwell before each
 * class, what share of all keys is which pair, and the log ratios of a subject against that.
 * Immutable once it is learned or read.
 */
final class KeyShares {

  private static final double LEAST = 1e-9;

  final double[] timings = new double[TIMINGS * BINS];
  final double[] timingUse = new double[TIMINGS];
  final double[] dwellPairs = new double[PAIRS * BINS];
  final double[] pairs = new double[PAIRS];

  static KeyShares learn(List<KeyPerson> people, KeyHistogramConstants constants) {
    KeyShares shares = new KeyShares();
    for (KeyPerson person : people) {
      add(person.enrolment().timings(), shares.timings);
      add(person.enrolment().dwellPairs(), shares.dwellPairs);
      add(person.enrolment().pairs(), shares.pairs);
    }
    shares.normalise(constants.populationMass);
    return shares;
  }

  private void normalise(double mass) {
    double[] counts = KeyTimes.smoothed(timings);
    double[] kinds = KeyTimes.byKind(counts);
    for (int timing = 0; timing < TIMINGS; timing++) {
      int kind = FreeTextBins.kindOfTiming(timing);
      double all = KeyTimes.sum(kinds, kind) + BINS;
      timingUse[timing] = Math.max(LEAST, KeyTimes.sum(counts, timing) / all);
      for (int bin = 0; bin < BINS; bin++) {
        timings[timing * BINS + bin] =
            shrunk(counts, timing, bin, mass, (kinds[kind * BINS + bin] + 1) / all);
      }
    }
    double[] dwells = KeyTimes.smoothed(dwellPairs);
    double keys = 0;
    for (double pair : pairs) {
      keys += pair + 1;
    }
    for (int pair = 0; pair < PAIRS; pair++) {
      pairs[pair] = (pairs[pair] + 1) / keys;
      for (int bin = 0; bin < BINS; bin++) {
        dwellPairs[pair * BINS + bin] =
            shrunk(dwells, pair, bin, mass, timings[FreeTextBins.timing(pair) * BINS + bin]);
      }
    }
  }

  private static double shrunk(double[] counts, int which, int bin, double mass, double towards) {
    return (counts[which * BINS + bin] + mass * towards) / (KeyTimes.sum(counts, which) + mass);
  }

  private static void add(double[] counts, double[] to) {
    for (int i = 0; i < counts.length; i++) {
      to[i] += counts[i];
    }
  }

  /**
   * Returns the log ratios of a subject's timings: his counts, beginning with the population's
   * tilted by his histogram over the kind.
   */
  double[] timingRatios(KeyCounts subject, KeyHistogramConstants constants) {
    double[] counts = KeyTimes.smoothed(subject.timings());
    double[] own = KeyTimes.byKind(counts);
    double[] expected = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      expected[i] = timings[i] * KeyTimes.sum(counts, i / BINS);
    }
    double[] people = KeyTimes.byKind(expected);
    double[] tilts = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      double keys = Math.max(LEAST, KeyTimes.sum(own, i / BINS));
      tilts[i] = own[i] / keys / Math.max(1e-6, people[i] / keys);
    }
    double[] ratios = new double[counts.length];
    for (int timing = 0; timing < TIMINGS; timing++) {
      int kind = FreeTextBins.kindOfTiming(timing);
      write(counts, timing, timings, tilts, kind, constants, ratios);
    }
    return ratios;
  }

  /** Returns the same of the dwells before each class, tilted by what the held class shows. */
  double[] dwellPairRatios(KeyCounts subject, KeyHistogramConstants constants) {
    double[] classes = KeyTimes.smoothed(subject.timings());
    double[] tilts = new double[FreeTextBins.CLASSES * BINS];
    for (int i = 0; i < tilts.length; i++) {
      double mass = constants.subjectMass;
      double keys = KeyTimes.sum(classes, i / BINS);
      tilts[i] = (classes[i] + mass * timings[i]) / (keys + mass) / timings[i];
    }
    double[] counts = KeyTimes.smoothed(subject.dwellPairs());
    double[] ratios = new double[counts.length];
    for (int pair = 0; pair < PAIRS; pair++) {
      write(counts, pair, dwellPairs, tilts, pair / FreeTextBins.CLASSES, constants, ratios);
    }
    return ratios;
  }

  private static void write(
      double[] counts,
      int which,
      double[] people,
      double[] tilts,
      int tilt,
      KeyHistogramConstants constants,
      double[] into) {
    double mass = constants.subjectMass;
    double keys = KeyTimes.sum(counts, which);
    double total = LEAST;
    for (int bin = 0; bin < BINS; bin++) {
      total += people[which * BINS + bin] * tilts[tilt * BINS + bin];
    }
    for (int bin = 0; bin < BINS; bin++) {
      int i = which * BINS + bin;
      double begin = people[i] * tilts[tilt * BINS + bin] / total;
      double p = (counts[i] + mass * begin) / (keys + mass);
      into[i] =
          KeyTimes.clip(StrictMath.log(Math.max(LEAST, p) / people[i]), constants.histogramClip);
    }
  }

  /** Returns the log ratios of how often the subject types each pair. */
  double[] pairRatios(KeyCounts subject, KeyHistogramConstants constants) {
    double[] ratios = subject.pairs();
    double keys = 0;
    for (double count : ratios) {
      keys += count;
    }
    double mass = constants.useMass;
    for (int pair = 0; pair < PAIRS; pair++) {
      double p = (ratios[pair] + mass * pairs[pair]) / (keys + mass);
      ratios[pair] = KeyTimes.clip(StrictMath.log(p / pairs[pair]), constants.histogramClip);
    }
    return ratios;
  }

  void save(StateWriter out) {
    KeyNumbers.save(timings, out);
    KeyNumbers.save(timingUse, out);
    KeyNumbers.save(dwellPairs, out);
    KeyNumbers.save(pairs, out);
  }

  static KeyShares load(StateReader in) {
    KeyShares shares = new KeyShares();
    for (double[] numbers :
        List.of(shares.timings, shares.timingUse, shares.dwellPairs, shares.pairs)) {
      KeyNumbers.load(numbers, in);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Math.max(LEAST, numbers[i]);
      }
    }
    return shares;
  }
}
