package dev.demeanor.evidence;

import dev.demeanor.spi.detector.ScoreBuffer;

/**
 * The mean distance to the nearest of all entries, on dwell and press to press; age counts as
 * distance. Feature by feature in memory, so that one probe is compared with all entries in loops
 * that compilers turn into vector instructions; no search ends early. Immutable.
 */
final class NearestEntries {

  private final RhythmConstants constants;
  private final int entries;

  /** Feature by feature, the newest entry first. */
  private final double[][] columns;

  private final double[] rates;
  private final double[] penalties;

  NearestEntries(RhythmConstants constants, SampleHistory history, double[] scale) {
    this.constants = constants;
    entries = history.size();
    columns = new double[scale.length][entries];
    rates = new double[scale.length];
    penalties = new double[entries];
    for (int j = 0; j < scale.length; j++) {
      rates[j] = 1 / scale[j];
      for (int age = 0; age < entries; age++) {
        columns[j][age] = history.value(age, j);
      }
    }
    for (int age = 0; age < entries; age++) {
      penalties[age] = constants.agePenalty * age;
    }
  }

  /** Returns how long the scratch must be. */
  int scratchLength() {
    return entries + 2 * constants.neighbours;
  }

  /**
   * Adds what each feature and age take off, times the weight.
   *
   * @param probe begins with the probe
   * @param at where scratch begins in it
   */
  void add(double weight, double[] probe, int at, ScoreBuffer out) {
    distances(probe, at);
    int found = nearest(probe, at);
    for (int i = 0; i < found; i++) {
      int age = (int) probe[at + entries + constants.neighbours + i];
      double share = weight * share(probe, age) / found;
      for (int j = 0; j < rates.length; j++) {
        double off = off(probe, age, j);
        if (!Double.isNaN(off)) {
          out.add(j, -share * off);
        }
      }
      out.addInteraction(-weight * penalties[age] / found);
    }
  }

  /** Writes the distance to each entry. */
  private void distances(double[] probe, int at) {
    System.arraycopy(penalties, 0, probe, at, entries);
    int missing = 0;
    for (int j = 0; j < rates.length; j++) {
      if (Double.isNaN(probe[j]) || Double.isNaN(rates[j])) {
        missing++;
      } else {
        accumulate(columns[j], probe[j], rates[j] / 2, constants.clip / 2, probe, at);
      }
    }
    for (int age = 0; age < entries; age++) {
      if (missing > 0 || Double.isNaN(probe[at + age])) {
        probe[at + age] = distanceOfPresent(probe, age);
      }
    }
  }

  /** Without a branch and without {@code Math.min}, which keep compilers from vectors. */
  private static void accumulate(
      double[] column, double x, double halfRate, double halfClip, double[] distances, int at) {
    for (int age = 0; age < column.length; age++) {
      double off = Math.abs(x - column[age]) * halfRate;
      distances[at + age] += (off + halfClip) - Math.abs(off - halfClip); // twice the smaller
    }
  }

  /** Writes the nearest distances and then their ages behind all distances; returns how many. */
  private int nearest(double[] scratch, int distances) {
    int first = distances + entries;
    int most = constants.neighbours;
    int found = 0;
    double bound = Double.POSITIVE_INFINITY;
    for (int age = 0; age < entries; age++) {
      double distance = scratch[distances + age];
      if (distance < bound) {
        found = Math.min(found + 1, most);
        int place = first + found - 1;
        while (place > first && scratch[place - 1] > distance) {
          scratch[place] = scratch[place - 1];
          scratch[place + most] = scratch[place + most - 1];
          place--;
        }
        scratch[place] = distance;
        scratch[place + most] = age;
        bound = found < most ? bound : scratch[first + most - 1];
      }
    }
    return found;
  }

  private double distanceOfPresent(double[] probe, int age) {
    double share = share(probe, age);
    double sum = penalties[age];
    for (int j = 0; j < rates.length; j++) {
      double off = off(probe, age, j);
      sum += Double.isNaN(off) ? 0 : share * off;
    }
    return sum;
  }

  /** Returns by how much a distance over the features present in both stands for one over all. */
  private double share(double[] probe, int age) {
    int both = 0;
    for (int j = 0; j < rates.length; j++) {
      both += Double.isNaN(off(probe, age, j)) ? 0 : 1;
    }
    return both == 0 ? 0 : (double) rates.length / both;
  }

  /**
   * Returns by how much a feature is off that of an entry, in scales, clipped; NaN when either is
   * missing.
   */
  private double off(double[] probe, int age, int feature) {
    return Math.min(
        Math.abs(probe[feature] - columns[feature][age]) * rates[feature], constants.clip);
  }
}
