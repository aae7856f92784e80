package dev.demeanor.cli.dataset;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;

/** The records of one block while it is being read. Not thread-safe. */
final class FreeTextBlock {

  private static final long MILLI = 1_000;

  private final EventBuffer pairs = new EventBuffer(FreeTextDataSet.BLOCK);
  private final long startMicros;
  private boolean unusable;
  private boolean tooLong;

  FreeTextBlock(long startMicros) {
    this.startMicros = startMicros;
  }

  long startMicros() {
    return startMicros;
  }

  /**
   * Adds a record. A hold of 0 or less was released before the next step of the clock and is 0; a
   * pause of more than an event can carry is a pause of that length.
   */
  void add(
      KeyClass first, KeyClass second, long holdMillis, long downDownMillis, Irregularities found) {
    if (pairs.size() == FreeTextDataSet.BLOCK) {
      tooLong = true;
      return;
    }
    if (holdMillis * MILLI > EventBuffer.MAX_DWELL_MICROS) {
      found.count("records held for over 60 s");
      unusable = true;
      return;
    }
    if (downDownMillis < 0) {
      found.count("records whose second key is pressed first");
      unusable = true;
      return;
    }
    if (holdMillis <= 0) {
      found.count("holds of 0 or less, taken as 0");
    }
    if (downDownMillis * MILLI > EventBuffer.MAX_DWELL_MICROS) {
      found.count("pauses of over 60 s, taken as 60 s");
    }
    pairs.addFreeTextPair(
        first,
        second,
        startMicros,
        Math.max(0, holdMillis) * MILLI,
        Math.min(EventBuffer.MAX_DWELL_MICROS, downDownMillis * MILLI));
  }

  /** Says that a record cannot be used, so that the block cannot either. */
  void spoil() {
    unusable = true;
  }

  /** Returns whether all its records are there and can be used, and counts the reason if not. */
  boolean isUsable(Irregularities found) {
    if (unusable) {
      found.count("blocks with a record that cannot be used, left out");
    } else if (tooLong || pairs.size() != FreeTextDataSet.BLOCK) {
      found.count("blocks that do not have " + FreeTextDataSet.BLOCK + " records, left out");
      return false;
    }
    return !unusable;
  }

  /** Returns the events of the block at this time. */
  EventBuffer toEvents(long micros) {
    EventBuffer events = new EventBuffer(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      events.addFreeTextPair(
          pairs.first(i),
          pairs.second(i),
          micros,
          pairs.dwellMicros(i),
          pairs.pressToPressMicros(i));
    }
    return events;
  }
}
