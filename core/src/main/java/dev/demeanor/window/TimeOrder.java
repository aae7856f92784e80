package dev.demeanor.window;

import dev.demeanor.event.Admission;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * The rule for events that arrive in time order. An event before the last one is {@link
 * Admission#LATE}; after several of them in a row the client's clock is taken to have been set
 * back: the open window is dropped ({@link Admission#CLOCK_JUMP}) and the next event begins a new
 * one.
 */
final class TimeOrder {

  private static final int LATE_IN_A_ROW = 8;

  private long lastMicros = Long.MIN_VALUE;
  private int late;

  /** Returns ACCEPTED, or why the event at this time does not belong. */
  Admission check(long timeMicros) {
    if (timeMicros >= lastMicros) {
      late = 0;
      lastMicros = timeMicros;
      return Admission.ACCEPTED;
    }
    late++;
    if (late < LATE_IN_A_ROW) {
      return Admission.LATE;
    }
    late = 0;
    lastMicros = timeMicros;
    return Admission.CLOCK_JUMP;
  }

  void save(StateWriter out) {
    out.putLong(lastMicros).putInt(late);
  }

  void load(StateReader in) {
    lastMicros = in.getLong();
    late = in.getInt("late events", 0, LATE_IN_A_ROW);
  }
}
