package dev.demeanor.evidence;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.feature.FreeTextExtractorProvider;
import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Simulated free text for tests of arithmetic; it says nothing about people. Who types is a number:
 * his dwells, his speed and how his hands differ follow from it.
 */
final class SimulatedTyping {

  private static final KeyClass[] CLASSES = KeyClass.values();

  private SimulatedTyping() {}

  /** Returns a block of somebody on a day. */
  static FeatureVector block(int who, RandomGenerator day, double slower) {
    RandomGenerator person = new SplittableRandom(1_000 + who);
    double dwell = 70 + 60 * person.nextDouble();
    double press = 120 + 120 * person.nextDouble();
    double hands = 40 * (person.nextDouble() - 0.5);
    EventBuffer events = new EventBuffer(50);
    for (int i = 0; i < 50; i++) {
      int first = day.nextInt(4);
      int second = day.nextInt(4);
      double hold = dwell + (first == 0 ? hands : 0) + 10 * day.nextGaussian();
      double toPress = slower * (press + hands * (second - 1.5) + 30 * day.nextGaussian());
      events.addFreeTextPair(
          CLASSES[first],
          CLASSES[second],
          1_000_000,
          (long) (1_000 * Math.max(20, hold)),
          (long) (1_000 * Math.max(20, toPress)));
    }
    return window(events);
  }

  static FeatureVector window(EventBuffer events) {
    FeatureExtractor extractor = new FreeTextExtractorProvider().create();
    for (int i = 0; i < events.size(); i++) {
      extractor.accept(events, i);
    }
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    return vector;
  }

  /** Returns blocks of one session, on which he is a little slower or faster than usual. */
  static List<FeatureVector> session(int who, RandomGenerator random, int blocks) {
    double slower = 1 + 0.05 * random.nextGaussian();
    List<FeatureVector> session = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      session.add(block(who, random, slower));
    }
    return session;
  }

  /** Returns people of whom each came three times. */
  static List<BackgroundSubject> people(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<BackgroundSubject> people = new ArrayList<>();
    for (int who = 0; who < count; who++) {
      List<List<FeatureVector>> sessions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        sessions.add(session(who, random, 12));
      }
      people.add(new BackgroundSubject(sessions));
    }
    return people;
  }

  static KeyCounts enrolled(int who, long seed) {
    return KeyCounts.of(session(who, new SplittableRandom(seed), 40), KeyHistogramConstants.USUAL);
  }
}
