package dev.demeanor.evidence;

import static dev.demeanor.feature.FreeTextBins.TIMINGS;

import dev.demeanor.feature.FreeTextBins;
import java.util.ArrayList;
import java.util.List;

/** Learns {@link KeyTimingSpreads}. */
final class KeyTimingTrainer {

  private static final double LEAST_BETWEEN = 1e-4;
  private static final double LEAST_BETWEEN_SHARE = 0.2;
  private static final double MOST_OFFSET_KEYS = 30;
  private static final double MOST_DEVIATION = 2;

  private final KeyTimingSpreads spreads = new KeyTimingSpreads();
  private final List<KeyMoments> people = new ArrayList<>();

  private final KeyHistogramConstants constants;

  private KeyTimingTrainer(KeyHistogramConstants constants) {
    this.constants = constants;
  }

  static KeyTimingSpreads learn(List<KeyPerson> persons, KeyHistogramConstants constants) {
    KeyTimingTrainer trainer = new KeyTimingTrainer(constants);
    for (KeyPerson person : persons) {
      trainer.people.add(new KeyMoments(person.enrolment().timings()));
    }
    trainer.means();
    trainer.variancesWithin();
    trainer.variancesBetween();
    trainer.levels(persons);
    return trainer.spreads;
  }

  private void means() {
    double[] keys = new double[TIMINGS];
    double[] sum = new double[TIMINGS];
    for (KeyMoments person : people) {
      for (int timing = 0; timing < TIMINGS; timing++) {
        keys[timing] += person.keys[timing];
        sum[timing] += person.keys[timing] * person.mean[timing];
      }
    }
    shrink(sum, keys, KeyHistogramConstants.MEAN_MASS, spreads.mean);
  }

  private void variancesWithin() {
    double[] keys = new double[TIMINGS];
    double[] squares = new double[TIMINGS];
    for (KeyMoments person : people) {
      for (int timing = 0; timing < TIMINGS; timing++) {
        if (person.keys[timing] >= KeyHistogramConstants.LEAST_KEYS) {
          keys[timing] += person.keys[timing] - 1;
          squares[timing] += person.squares[timing];
        }
      }
    }
    shrink(squares, keys, KeyHistogramConstants.VARIANCE_MASS, spreads.within);
    for (int timing = 0; timing < TIMINGS; timing++) {
      spreads.within[timing] = Math.max(LEAST_BETWEEN, spreads.within[timing]);
    }
  }

  private void variancesBetween() {
    double[] count = new double[TIMINGS];
    double[] squares = new double[TIMINGS];
    double[][] offsets = new double[KeyTimes.KINDS][people.size()];
    for (int p = 0; p < people.size(); p++) {
      KeyMoments person = people.get(p);
      double[] offset = offsets(person);
      for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
        offsets[kind][p] = offset[kind];
      }
      for (int timing = 0; timing < TIMINGS; timing++) {
        if (person.keys[timing] >= KeyHistogramConstants.LEAST_KEYS) {
          double d =
              person.mean[timing]
                  - spreads.mean[timing]
                  - offset[FreeTextBins.kindOfTiming(timing)];
          squares[timing] += d * d - spreads.within[timing] / person.keys[timing];
          count[timing]++;
        }
      }
    }
    double[] overall = ratios(squares, count);
    for (int timing = 0; timing < TIMINGS; timing++) {
      double all = Math.max(LEAST_BETWEEN, overall[FreeTextBins.kindOfTiming(timing)]);
      double mass = KeyHistogramConstants.BETWEEN_MASS;
      spreads.between[timing] =
          Math.max(
              LEAST_BETWEEN_SHARE * all, (squares[timing] + mass * all) / (count[timing] + mass));
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      spreads.offset[kind] = Math.max(LEAST_BETWEEN, variance(offsets[kind]));
    }
  }

  private double[] offsets(KeyMoments person) {
    double[] sum = new double[KeyTimes.KINDS];
    double[] weight = new double[KeyTimes.KINDS];
    for (int timing = 0; timing < TIMINGS; timing++) {
      if (person.keys[timing] >= KeyHistogramConstants.LEAST_KEYS) {
        int kind = FreeTextBins.kindOfTiming(timing);
        double w = Math.min(person.keys[timing], MOST_OFFSET_KEYS);
        sum[kind] += w * (person.mean[timing] - spreads.mean[timing]);
        weight[kind] += w;
      }
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      sum[kind] /= Math.max(1e-9, weight[kind]);
    }
    return sum;
  }

  /** How far a whole session lies from its owner's profile, and from the population. */
  private void levels(List<KeyPerson> persons) {
    double[][] own = new double[KeyTimes.KINDS][persons.size()];
    double[][] all = new double[KeyTimes.KINDS][persons.size()];
    for (int p = 0; p < persons.size(); p++) {
      double[] session = KeyCounts.of(persons.get(p).lastSession(), constants).timings();
      double[] fromOwner = shifts(session, new KeyProfile(spreads, people.get(p), constants).mean);
      double[] fromPeople = shifts(session, spreads.mean);
      for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
        own[kind][p] = fromOwner[kind];
        all[kind][p] = fromPeople[kind];
      }
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      double mean = mean(own[kind]);
      spreads.levelOwn[kind] = Math.max(LEAST_BETWEEN, variance(own[kind]) + mean * mean);
      spreads.levelPeople[kind] = Math.max(LEAST_BETWEEN, variance(all[kind]));
    }
  }

  private static double[] shifts(double[] session, double[] from) {
    double[] sum = new double[KeyTimes.KINDS];
    double[] keys = new double[KeyTimes.KINDS];
    for (int i = 0; i < session.length; i++) {
      int timing = i / KeyTimes.BINS;
      int kind = FreeTextBins.kindOfTiming(timing);
      double d = KeyTimes.value(kind, i % KeyTimes.BINS) - from[timing];
      sum[kind] += session[i] * KeyTimes.clip(d, MOST_DEVIATION);
      keys[kind] += session[i];
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      sum[kind] /= Math.max(1e-9, keys[kind]);
    }
    return sum;
  }

  /** Writes sum / keys of each timing, which begins with {@code mass} keys of its kind's ratio. */
  private static void shrink(double[] sum, double[] keys, double mass, double[] into) {
    double[] overall = ratios(sum, keys);
    for (int timing = 0; timing < TIMINGS; timing++) {
      double all = overall[FreeTextBins.kindOfTiming(timing)];
      into[timing] = (sum[timing] + mass * all) / (keys[timing] + mass);
    }
  }

  private static double[] ratios(double[] sum, double[] keys) {
    double[] sums = new double[KeyTimes.KINDS];
    double[] counts = new double[KeyTimes.KINDS];
    for (int timing = 0; timing < TIMINGS; timing++) {
      sums[FreeTextBins.kindOfTiming(timing)] += sum[timing];
      counts[FreeTextBins.kindOfTiming(timing)] += keys[timing];
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      sums[kind] /= Math.max(1e-9, counts[kind]);
    }
    return sums;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }
}
