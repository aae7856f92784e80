package dev.demeanor.evidence;

import static dev.demeanor.feature.FreeTextBins.TIMINGS;

/**
 * How far a subject's free text has moved: of each timing the mean and the standard deviation, and
 * how much of it there was.
 */
final class KeyDrift {

  private static final int NUMBERS = 3;

  /** A timing with fewer keys has no mean worth comparing. */
  private static final double LEAST_KEYS = 30;

  /** Nobody is steadier than this, in the units of {@link KeyTimes}. */
  private static final double LEAST_DEVIATION = 0.05;

  private KeyDrift() {}

  static float[] landmark(KeyCounts counts) {
    KeyMoments now = new KeyMoments(counts.timings());
    float[] landmark = new float[NUMBERS * TIMINGS];
    for (int timing = 0; timing < TIMINGS; timing++) {
      landmark[NUMBERS * timing] = (float) now.keys[timing];
      landmark[NUMBERS * timing + 1] = (float) now.mean[timing];
      landmark[NUMBERS * timing + 2] =
          (float) Math.max(LEAST_DEVIATION, Math.sqrt(now.variance(timing)));
    }
    return landmark;
  }

  /** Returns the mean over keys of how far their timing's mean moved, in deviations of then. */
  static double drift(float[] then, KeyCounts counts) {
    if (then.length != NUMBERS * TIMINGS) {
      return 0;
    }
    KeyMoments now = new KeyMoments(counts.timings());
    double sum = 0;
    double keys = 0;
    for (int timing = 0; timing < TIMINGS; timing++) {
      double before = then[NUMBERS * timing];
      if (before >= LEAST_KEYS && now.keys[timing] >= LEAST_KEYS) {
        double moved = Math.abs(now.mean[timing] - then[NUMBERS * timing + 1]);
        sum += before * moved / Math.max(LEAST_DEVIATION, then[NUMBERS * timing + 2]);
        keys += before;
      }
    }
    return keys == 0 ? 0 : sum / keys;
  }
}
