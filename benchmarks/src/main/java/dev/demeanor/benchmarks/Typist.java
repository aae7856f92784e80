package dev.demeanor.benchmarks;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.Random;

/**
 * A simulated person who types the same 11 keys again and again, with a rhythm of their own. Not
 * thread-safe.
 */
final class Typist {

  static final int KEYS = 11;

  private static final double DWELL_MICROS = 95_000;
  private static final double STEP_MICROS = 210_000;
  private static final double BETWEEN_PEOPLE = 0.35;
  private static final double WITHIN_PERSON = 0.15;

  private final Random random;
  private final double[] dwell = new double[KEYS];
  private final double[] step = new double[KEYS - 1];

  Typist(long seed) {
    random = new Random(seed);
    for (int i = 0; i < KEYS; i++) {
      dwell[i] = vary(DWELL_MICROS, BETWEEN_PEOPLE);
    }
    for (int i = 0; i < KEYS - 1; i++) {
      step[i] = vary(STEP_MICROS, BETWEEN_PEOPLE);
    }
  }

  private double vary(double middle, double spread) {
    return middle * Math.exp(spread * random.nextGaussian());
  }

  /** Returns one entry that begins at time 0: 11 keys and the end. */
  EventBuffer type() {
    EventBuffer entry = new EventBuffer(KEYS + 1);
    long time = 0;
    long end = 0;
    for (int i = 0; i < KEYS; i++) {
      long held = (long) vary(dwell[i], WITHIN_PERSON);
      entry.addFixedTextKey(0, i, time, held);
      end = Math.max(end, time + held);
      time += i < KEYS - 1 ? (long) vary(step[i], WITHIN_PERSON) : 0;
    }
    entry.addFixedTextEnd(0, KEYS, end, EntryOutcome.COMPLETED);
    return entry;
  }

  /** Copies an entry to another time. */
  static void shift(EventBuffer entry, long micros, EventBuffer target) {
    target.clear();
    for (int i = 0; i < KEYS; i++) {
      target.addFixedTextKey(0, i, entry.timeMicros(i) + micros, entry.dwellMicros(i));
    }
    target.addFixedTextEnd(0, KEYS, entry.timeMicros(KEYS) + micros, EntryOutcome.COMPLETED);
  }

  /** Returns the features of an entry. */
  static FeatureVector features(EventBuffer entry) {
    FeatureExtractor extractor = new FixedTextExtractorProvider().create();
    for (int i = 0; i < entry.size(); i++) {
      extractor.accept(entry, i);
    }
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    return vector;
  }
}
