package dev.demeanor.testkit;

import dev.demeanor.BehaviorSession;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.KeyClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A <em>simulated</em> person who writes freely, as a collector reports it: pairs of consecutive
 * keys as coarse classes, in whole blocks of {@link #BLOCK}, shuffled. Dwell for each class and
 * tempo for each pair of classes are habits; which classes follow each other is the language's, and
 * how often something is corrected the person's. There is no text.
 *
 * <p>For tests and demonstrations. What a detector achieves on simulated people says nothing about
 * people; measure on recordings with {@code demeanor evaluate}.
 *
 * <p>The same seed and the same calls give the same pairs, on every platform. Not thread-safe.
 */
public final class SimulatedWriter {

  /** Keys of a block. */
  public static final int BLOCK = 50;

  private static final KeyClass[] CLASSES = KeyClass.values();

  /** How often each class follows any other in ordinary text, without corrections. */
  private static final double[] SHARES = {0.42, 0.31, 0.17, 0, 0.015, 0.04, 0.045};

  private static final double BLOCK_LEVEL = 0.05;
  private static final double DAY_LEVEL = 0.05;
  private static final double PAUSE_SHARE = 0.04;
  private static final long LEAST_DWELL_MICROS = 15_000;
  private static final long LEAST_PRESS_TO_PRESS_MICROS = 12_000;
  private static final long LONGEST_MICROS = 20_000_000;
  private static final long BETWEEN_BLOCKS_MICROS = 3_000_000;

  private final double[] dwellMicros = new double[CLASSES.length];
  private final double[] tempo = new double[CLASSES.length * CLASSES.length];
  private final double deleteShare;
  private final double overlapShare;
  private final Random mood;
  private double dayLevel;
  private KeyClass last = KeyClass.SPACE;
  private long micros;

  private SimulatedWriter(long seed) {
    // neighbouring seeds of Random start alike
    Random person = new Random(seed * 0x9E3779B97F4A7C15L + 3);
    double dwell = 95_000 * TypingHabits.spread(person, 0.24);
    double pressToPress = 200_000 * TypingHabits.spread(person, 0.24);
    for (int first = 0; first < CLASSES.length; first++) {
      dwellMicros[first] = dwell * TypingHabits.spread(person, 0.16);
      for (int second = 0; second < CLASSES.length; second++) {
        tempo[first * CLASSES.length + second] = pressToPress * TypingHabits.spread(person, 0.22);
      }
    }
    deleteShare = 0.02 + 0.06 * person.nextDouble();
    overlapShare = 0.2 * person.nextDouble();
    this.mood = new Random(person.nextLong());
  }

  /**
   * Returns the person of this seed. Different seeds differ as people do: mostly clearly, now and
   * then little.
   */
  public static SimulatedWriter ofSeed(long seed) {
    return new SimulatedWriter(seed);
  }

  /** Sleeps over it: some of today's tempo is lost, some other comes. */
  public void nextDay() {
    dayLevel = 0.5 * dayLevel + DAY_LEVEL * mood.nextGaussian();
  }

  /**
   * Writes {@link #BLOCK} keys and the one that ends the last pair.
   *
   * @param startMicros when the first key is pressed, in microseconds of the client's monotonic
   *     clock; the pairs carry the time at which the block is full
   */
  public List<BehaviorEvent> block(long startMicros) {
    double level = StrictMath.exp(dayLevel + BLOCK_LEVEL * mood.nextGaussian());
    KeyClass[] keys = new KeyClass[BLOCK + 1];
    long[] dwells = new long[BLOCK];
    long[] steps = new long[BLOCK];
    keys[0] = last;
    long end = startMicros;
    for (int i = 0; i < BLOCK; i++) {
      keys[i + 1] = next();
      dwells[i] = dwell(keys[i], level);
      steps[i] = pressToPress(keys[i], keys[i + 1], dwells[i], level);
      end += steps[i];
    }
    last = keys[BLOCK];
    List<BehaviorEvent> pairs = new ArrayList<>();
    for (int i = 0; i < BLOCK; i++) {
      pairs.add(new BehaviorEvent.FreeTextPair(keys[i], keys[i + 1], end, dwells[i], steps[i]));
    }
    Collections.shuffle(pairs, mood);
    micros = end + BETWEEN_BLOCKS_MICROS;
    return pairs;
  }

  /**
   * Writes a block in a session, {@code 3 s} after the last one.
   *
   * @return how many of the pairs were accepted
   */
  public int write(BehaviorSession session) {
    return SimulatedPerson.feed(session, block(micros));
  }

  /** Sits down at a keyboard whose last user leaves: continues on the client clock of the other. */
  public void takeOverFrom(SimulatedWriter other) {
    micros = other.micros;
    last = other.last;
  }

  private KeyClass next() {
    double left = mood.nextDouble();
    if (left < deleteShare) {
      return KeyClass.DELETE;
    }
    left = (left - deleteShare) / (1 - deleteShare);
    for (int i = 0; i < SHARES.length; i++) {
      if (left < SHARES[i]) {
        return CLASSES[i];
      }
      left -= SHARES[i];
    }
    return KeyClass.OTHER;
  }

  private long dwell(KeyClass key, double level) {
    double usual = dwellMicros[key.ordinal()] * level * TypingHabits.spread(mood, 0.28);
    return Math.max(LEAST_DWELL_MICROS, Math.min(LONGEST_MICROS, Math.round(usual)));
  }

  /** A class holds many keys, so that its times spread more than those of one place in a text. */
  private long pressToPress(KeyClass first, KeyClass second, long dwell, double level) {
    double usual =
        tempo[first.ordinal() * CLASSES.length + second.ordinal()]
            * level
            * TypingHabits.spread(mood, 0.4);
    double chance = mood.nextDouble();
    if (chance < PAUSE_SHARE) {
      usual *= 3 + 6 * mood.nextDouble();
    } else if (chance > 1 - overlapShare) {
      usual = Math.min(usual, dwell * (0.6 + 0.5 * mood.nextDouble()));
    }
    return Math.max(LEAST_PRESS_TO_PRESS_MICROS, Math.min(LONGEST_MICROS, Math.round(usual)));
  }

  @Override
  public String toString() {
    return "SimulatedWriter";
  }
}
