package dev.demeanor.evidence;

import dev.demeanor.spi.feature.FeatureVector;

/**
 * The logarithms on which {@link RhythmModel} works: dwell and press to press as {@code ln max(t, 5
 * ms)}, flight as {@code ln max(t + 300 ms, 20 ms)}, in seconds: flight may be negative, so it is
 * shifted, never dropped. What is learned is rounded to steps of 1/3000, so that an entry is stored
 * in two bytes a value and read back bit for bit.
 */
final class LogTimes {

  private static final double STEPS = 3000.0;
  private static final short MISSING = Short.MIN_VALUE;
  private static final double MIN_SECONDS = 0.005;
  private static final double FLIGHT_SHIFT = 0.3;
  private static final double MIN_FLIGHT = 0.02;
  private static final double MILLIS = 1000.0;

  private LogTimes() {}

  /** Writes the logarithms of a probe; missing stays NaN. */
  static void of(FeatureVector probe, int keys, double[] target) {
    for (int j = 0; j < 2 * keys - 1; j++) {
      target[j] = log(probe.value(j) / MILLIS);
    }
    for (int j = 2 * keys - 1; j < 3 * keys - 2; j++) {
      target[j] = logFlight(probe.value(j) / MILLIS);
    }
  }

  /** Returns dwell and press to press of a sample in stored form; flight follows from them. */
  static short[] encode(FeatureVector sample, int keys) {
    short[] stored = new short[2 * keys - 1];
    for (int j = 0; j < stored.length; j++) {
      double steps = STEPS * log(sample.value(j) / MILLIS);
      stored[j] =
          sample.isMissing(j) ? MISSING : (short) Math.min(Short.MAX_VALUE, Math.rint(steps));
    }
    return stored;
  }

  /** Returns the stored form of a row that {@link #decode} made. */
  static short[] encode(float[] row, int keys) {
    short[] stored = new short[2 * keys - 1];
    for (int j = 0; j < stored.length; j++) {
      stored[j] = Float.isNaN(row[j]) ? MISSING : (short) Math.rint(STEPS * row[j]);
    }
    return stored;
  }

  /** Returns the row of logarithms a stored entry stands for. */
  static float[] decode(int keys, short[] stored) {
    float[] row = new float[3 * keys - 2];
    for (int j = 0; j < stored.length; j++) {
      row[j] = stored[j] == MISSING ? Float.NaN : (float) (stored[j] / STEPS);
    }
    for (int i = 0; i < keys - 1; i++) {
      double flight = StrictMath.exp(row[keys + i]) - StrictMath.exp(row[i]);
      row[2 * keys - 1 + i] = (float) logFlight(flight);
    }
    return row;
  }

  private static double log(double seconds) {
    return StrictMath.log(Math.max(seconds, MIN_SECONDS));
  }

  private static double logFlight(double seconds) {
    return StrictMath.log(Math.max(seconds + FLIGHT_SHIFT, MIN_FLIGHT));
  }
}
