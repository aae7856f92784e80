package dev.demeanor.examples.scroll;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.PointerAction;
import java.util.random.RandomGenerator;

/** Simulated pointer events, three in four of them scrolls. */
final class SimulatedScrolling {

  private SimulatedScrolling() {}

  static EventBuffer events(RandomGenerator random, int count) {
    PointerAction[] actions = PointerAction.values();
    EventBuffer events = new EventBuffer(count);
    long time = random.nextLong(1_000_000_000L);
    for (int i = 0; i < count; i++) {
      time += random.nextLong(2_000_000L);
      boolean scroll = random.nextInt(4) > 0;
      PointerAction action =
          scroll
              ? random.nextBoolean() ? PointerAction.SCROLL_UP : PointerAction.SCROLL_DOWN
              : actions[random.nextInt(actions.length)];
      events.addPointer(action, time, random.nextInt(1000), random.nextInt(1000));
    }
    return events;
  }
}
