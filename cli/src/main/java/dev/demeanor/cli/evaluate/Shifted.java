package dev.demeanor.cli.evaluate;

import dev.demeanor.event.EventBuffer;

/** Events at another time. */
final class Shifted {

  private Shifted() {}

  /** Adds the event at {@code index} of a buffer to another, by so much later. */
  static void add(EventBuffer from, int index, long byMicros, EventBuffer to) {
    long time = from.timeMicros(index) + byMicros;
    switch (from.kind(index)) {
      case FIXED_TEXT_KEY ->
          to.addFixedTextKey(
              from.field(index), from.position(index), time, from.dwellMicros(index));
      case FIXED_TEXT_END ->
          to.addFixedTextEnd(from.field(index), from.keys(index), time, from.outcome(index));
      case FREE_TEXT_PAIR ->
          to.addFreeTextPair(
              from.first(index),
              from.second(index),
              time,
              from.dwellMicros(index),
              from.pressToPressMicros(index));
      case POINTER -> to.addPointer(from.action(index), time, from.x(index), from.y(index));
      case VISIT -> to.addVisit(from.route(index), time);
    }
  }

  /** Returns a copy of the first {@code count} events of a buffer. */
  static EventBuffer first(EventBuffer from, int count) {
    EventBuffer first = new EventBuffer(count);
    for (int i = 0; i < count; i++) {
      first.addFrom(from, i);
    }
    return first;
  }
}
