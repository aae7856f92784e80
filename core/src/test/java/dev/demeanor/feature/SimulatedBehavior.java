package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import java.util.random.RandomGenerator;

/** Simulated events of each kind, for tests of the contract; they say nothing about people. */
public final class SimulatedBehavior {

  private SimulatedBehavior() {}

  /** Returns blocks of free text of somebody whose keys take about {@code dwellMillis}. */
  public static EventBuffer freeText(RandomGenerator random, int pairs, double dwellMillis) {
    EventBuffer events = new EventBuffer(pairs);
    KeyClass[] classes = KeyClass.values();
    for (int i = 0; i < pairs; i++) {
      long dwell = (long) (1000 * dwellMillis * (1 + 0.2 * Math.abs(random.nextGaussian())));
      long toPress = (long) (1000 * dwellMillis * (1.5 + Math.abs(random.nextGaussian())));
      events.addFreeTextPair(
          classes[random.nextInt(classes.length)],
          classes[random.nextInt(classes.length)],
          1_000_000L * (i / 50),
          dwell,
          random.nextInt(20) == 0 ? 3_000_000 : toPress);
    }
    return events;
  }

  /**
   * Returns pointer actions at about {@code stepPixels} a step: movements, clicks, drags, scrolls,
   * silences.
   */
  public static EventBuffer pointer(RandomGenerator random, int actions, double stepPixels) {
    EventBuffer events = new EventBuffer(40 * actions);
    long time = 1_000_000;
    int x = 300;
    int y = 300;
    for (int action = 0; action < actions; action++) {
      int kind = random.nextInt(4);
      if (kind == 2) {
        events.addPointer(PointerAction.PRESS, time, x, y);
      }
      int steps = 6 + random.nextInt(15);
      for (int i = 0; i < steps; i++) {
        time += 8_000 + random.nextInt(16_000);
        x += (int) (stepPixels * random.nextGaussian());
        y += (int) (stepPixels * random.nextGaussian());
        events.addPointer(kind == 2 ? PointerAction.DRAG : PointerAction.MOVE, time, x, y);
      }
      time += 20_000;
      if (kind == 3) {
        events.addPointer(PointerAction.SCROLL_DOWN, time, x, y);
        time += 11_000_000;
      } else {
        if (kind != 2) {
          events.addPointer(PointerAction.PRESS, time, x, y);
        }
        time += 90_000;
        events.addPointer(PointerAction.RELEASE, time, x, y);
      }
      time += 100_000;
    }
    return events;
  }

  /**
   * Returns visits of somebody who mostly goes round a circle of {@code routes} routes from {@code
   * first} on.
   */
  public static EventBuffer visits(RandomGenerator random, int visits, int first, int routes) {
    EventBuffer events = new EventBuffer(visits);
    int at = 0;
    for (int i = 0; i < visits; i++) {
      at = random.nextInt(10) == 0 ? random.nextInt(routes) : (at + 1) % routes;
      events.addVisit(first + at, 1_000_000L + i * (1_500_000L + random.nextInt(1_000_000)));
    }
    return events;
  }
}
