package dev.demeanor.testkit;

import java.util.Random;

/**
 * What makes one simulated person differ from the next, on one text: means per position and how
 * well they are kept. Drawn once from a seed; {@link StrictMath} throughout, so that a seed is the
 * same person on every platform.
 */
final class TypingHabits {

  // Medians and spreads (of logarithms) in the range that public recordings of password typing
  // show.
  private static final double MEDIAN_DWELL_MICROS = 95_000;
  private static final double MEDIAN_PRESS_TO_PRESS_MICROS = 210_000;
  private static final double SPREAD_OF_PEOPLE = 0.25;
  private static final double SPREAD_OF_DWELL_POSITIONS = 0.16;
  private static final double SPREAD_OF_TRANSITIONS = 0.26;
  private static final double SPREAD_OF_TEXT = 0.25;
  private static final double MOST_OVERLAPS = 0.25;

  /** Mean dwell of each position, in microseconds. */
  final double[] dwellMicros;

  /**
   * Mean time from the press at each position to the next press, in microseconds; the last one is
   * not used.
   */
  final double[] pressToPressMicros;

  /** Spread of the logarithm of a dwell around its mean. */
  final double dwellNoise;

  /** Spread of the logarithm of a press-to-press time around its mean. */
  final double transitionNoise;

  /** How often the next key is pressed before this one is released. */
  final double overlapShare;

  TypingHabits(Random person, int keys) {
    dwellMicros = new double[keys];
    pressToPressMicros = new double[keys];
    double dwell = MEDIAN_DWELL_MICROS * spread(person, SPREAD_OF_PEOPLE);
    double pressToPress = MEDIAN_PRESS_TO_PRESS_MICROS * spread(person, SPREAD_OF_PEOPLE);
    dwellNoise = 0.13 * spread(person, 0.2);
    transitionNoise = 0.17 * spread(person, 0.2);
    overlapShare = MOST_OVERLAPS * person.nextDouble();
    Random text = new Random(keys); // the same text is hard in the same places for everybody
    for (int i = 0; i < keys; i++) {
      dwellMicros[i] = dwell * spread(person, SPREAD_OF_DWELL_POSITIONS);
      pressToPressMicros[i] =
          pressToPress * spread(text, SPREAD_OF_TEXT) * spread(person, SPREAD_OF_TRANSITIONS);
    }
  }

  /** Returns a factor around 1 whose logarithm has this spread. */
  static double spread(Random random, double spread) {
    return StrictMath.exp(spread * random.nextGaussian());
  }
}
