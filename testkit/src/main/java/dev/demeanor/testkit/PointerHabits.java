package dev.demeanor.testkit;

import java.util.Random;

/**
 * How one simulated person moves a pointer. Drawn once from a seed; {@link StrictMath} throughout,
 * so that a seed is the same person on every platform.
 */
final class PointerHabits {

  // Medians in the range that public recordings show; spreads (of logarithms) so that people
  // overlap.
  private static final double SPREAD_OF_PEOPLE = 0.5;

  /** Time a movement takes at least, and for each bit of difficulty (P. Fitts, 1954), in micros. */
  final double baseMicros;

  final double perBitMicros;

  /** Below 1 the top speed comes early, above 1 late. */
  final double asymmetry;

  /** How far the path bends to one side, as a share of its length; negative to the other. */
  final double bend;

  /** Trembling across the path, in pixels. */
  final double tremor;

  /** How often the target is passed and by which share of the way. */
  final double overshootChance;

  final double overshootShare;

  /** Time from arriving to pressing, and how long the button is held. */
  final double aimMicros;

  final double dwellMicros;

  /** Time between two actions. */
  final double thinkMicros;

  /** How often the hand stops on the way. */
  final double haltChance;

  final double scrollChance;
  final double scrollTicks;
  final double dragChance;

  PointerHabits(Random person) {
    double speed = TypingHabits.spread(person, SPREAD_OF_PEOPLE);
    baseMicros = 130_000 * speed * TypingHabits.spread(person, 0.15);
    perBitMicros = 115_000 * speed;
    asymmetry = TypingHabits.spread(person, 0.3);
    bend = 0.1 * person.nextGaussian();
    tremor = 0.9 * TypingHabits.spread(person, 0.5);
    overshootChance = 0.1 + 0.35 * person.nextDouble();
    overshootShare = 0.05 * TypingHabits.spread(person, 0.3);
    aimMicros = 140_000 * TypingHabits.spread(person, 0.45);
    dwellMicros = 95_000 * TypingHabits.spread(person, SPREAD_OF_PEOPLE);
    thinkMicros = 1_600_000 * TypingHabits.spread(person, 0.2);
    haltChance = 0.03 + 0.12 * person.nextDouble();
    scrollChance = 0.08 + 0.25 * person.nextDouble();
    scrollTicks = 5 * TypingHabits.spread(person, 0.5);
    dragChance = 0.02 + 0.08 * person.nextDouble();
  }
}
