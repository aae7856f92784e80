package dev.demeanor.testkit;

import dev.demeanor.BehaviorSession;
import java.util.Random;

/**
 * A <em>simulated</em> person who types the same text again and again: per-position habits, a level
 * for each entry, drift from day to day, hesitations, and keys that overlap. The text itself does
 * not exist, only its number of keys.
 *
 * <p>For tests and demonstrations. What a detector achieves on simulated typists says nothing about
 * people; measure on recordings with {@code demeanor evaluate}.
 *
 * <p>The same seed and the same calls give the same entries, on every platform. Not thread-safe.
 */
public final class SimulatedTypist {

  /** Most keys a text may have. */
  public static final int MAX_KEYS = 256;

  private static final double ENTRY_LEVEL = 0.05;
  private static final double DAY_LEVEL = 0.04;
  private static final double KEPT_FROM_YESTERDAY = 0.5;
  private static final double HESITATION_SHARE = 0.01;
  private static final long LEAST_PRESS_TO_PRESS_MICROS = 12_000;
  private static final long LEAST_DWELL_MICROS = 15_000;
  private static final long BETWEEN_ENTRIES_MICROS = 5_000_000;

  private final int keys;
  private final TypingHabits habits;
  private final Random mood;
  private double dwellLevel;
  private double pressToPressLevel;
  private long micros;

  private SimulatedTypist(long seed, int keys) {
    if (keys < 1 || keys > MAX_KEYS) {
      throw new IllegalArgumentException("keys must be in [1, " + MAX_KEYS + "], was " + keys);
    }
    this.keys = keys;
    // neighbouring seeds of Random start alike
    Random person = new Random(seed * 0x9E3779B97F4A7C15L);
    this.habits = new TypingHabits(person, keys);
    this.mood = new Random(person.nextLong());
  }

  /**
   * Returns the person of this seed. Different seeds differ as people do: mostly clearly, now and
   * then little.
   *
   * @param seed which person
   * @param keys how many keys the text has, 1 to {@link #MAX_KEYS}
   */
  public static SimulatedTypist ofSeed(long seed, int keys) {
    return new SimulatedTypist(seed, keys);
  }

  /** Returns how many keys the text has. */
  public int keys() {
    return keys;
  }

  /** Sleeps over it: some of today's tempo is lost, some other comes. */
  public void nextDay() {
    dwellLevel = KEPT_FROM_YESTERDAY * dwellLevel + DAY_LEVEL * mood.nextGaussian();
    pressToPressLevel = KEPT_FROM_YESTERDAY * pressToPressLevel + DAY_LEVEL * mood.nextGaussian();
  }

  /**
   * Types the text once.
   *
   * @param startMicros when the first key is pressed, in microseconds of the client's monotonic
   *     clock
   */
  public SimulatedEntry entry(long startMicros) {
    long[] press = new long[keys];
    long[] dwell = new long[keys];
    double dwellToday = StrictMath.exp(dwellLevel + ENTRY_LEVEL * mood.nextGaussian());
    double tempoToday = StrictMath.exp(pressToPressLevel + ENTRY_LEVEL * mood.nextGaussian());
    long at = startMicros;
    for (int i = 0; i < keys; i++) {
      press[i] = at;
      dwell[i] =
          Math.max(
              LEAST_DWELL_MICROS,
              Math.round(habits.dwellMicros[i] * dwellToday * noise(habits.dwellNoise)));
      at +=
          Math.max(LEAST_PRESS_TO_PRESS_MICROS, Math.round(pressToPress(i, tempoToday, dwell[i])));
    }
    SimulatedEntry entry = new SimulatedEntry(press, dwell);
    micros = entry.endMicros() + BETWEEN_ENTRIES_MICROS;
    return entry;
  }

  /**
   * Types the text once into a field, {@code 5 s} after the last entry, and leaves the field.
   *
   * @param field number of the field, as {@link BehaviorSession#field} answered
   * @return how many of the events were accepted, one more than keys when all of them were
   */
  public int type(BehaviorSession session, int field) {
    return entry(micros).feedTo(session, field);
  }

  /** Sits down at a keyboard whose last user leaves: continues on the client clock of the other. */
  public void takeOverFrom(SimulatedTypist other) {
    micros = other.micros;
  }

  private double pressToPress(int position, double tempo, long dwell) {
    double usual = habits.pressToPressMicros[position] * tempo * noise(habits.transitionNoise);
    double chance = mood.nextDouble();
    double howMuch = mood.nextDouble();
    if (chance < HESITATION_SHARE) {
      return usual * (2 + 2 * howMuch);
    }
    return chance > 1 - habits.overlapShare
        ? Math.min(usual, dwell * (0.6 + 0.5 * howMuch))
        : usual;
  }

  private double noise(double spread) {
    return TypingHabits.spread(mood, spread);
  }

  @Override
  public String toString() {
    return "SimulatedTypist[" + keys + " keys]";
  }
}
