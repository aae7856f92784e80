package dev.demeanor.testkit;

import dev.demeanor.BehaviorSession;
import dev.demeanor.event.Admission;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One typing of a fixed text by a {@link SimulatedTypist}: press and dwell of each position. Events
 * come in the order in which keys are released, as a collector sends them, and end with the end of
 * the entry. Immutable.
 */
public final class SimulatedEntry {

  private static final long LEAVING_MICROS = 150_000;

  private final long[] pressMicros;
  private final long[] dwellMicros;
  private final EntryOutcome outcome;

  SimulatedEntry(long[] pressMicros, long[] dwellMicros) {
    this(pressMicros, dwellMicros, EntryOutcome.COMPLETED);
  }

  private SimulatedEntry(long[] pressMicros, long[] dwellMicros, EntryOutcome outcome) {
    this.pressMicros = pressMicros;
    this.dwellMicros = dwellMicros;
    this.outcome = outcome;
  }

  /** Returns the same entry with another end, for instance {@link EntryOutcome#CORRECTED}. */
  public SimulatedEntry endingAs(EntryOutcome newOutcome) {
    return new SimulatedEntry(pressMicros, dwellMicros, newOutcome);
  }

  /** Returns how many keys it has. */
  public int keys() {
    return pressMicros.length;
  }

  /** Returns when the field is left: after the last key is released. */
  public long endMicros() {
    long last = 0;
    for (int i = 0; i < keys(); i++) {
      last = i == 0 ? releaseMicros(i) : Math.max(last, releaseMicros(i));
    }
    return last + LEAVING_MICROS;
  }

  /**
   * Returns the time from the release at a position to the next press; negative when the keys
   * overlap.
   */
  public long flightMicros(int position) {
    return pressMicros[position + 1] - releaseMicros(position);
  }

  /** Returns how long the key at a position is held. */
  public long dwellMicros(int position) {
    return dwellMicros[position];
  }

  /** Returns the entry as events of a field. */
  public List<BehaviorEvent> events(int field) {
    List<BehaviorEvent> events = new ArrayList<>();
    for (int i : releaseOrder()) {
      events.add(new BehaviorEvent.FixedTextKey(field, i, pressMicros[i], dwellMicros[i]));
    }
    events.add(new BehaviorEvent.FixedTextEnd(field, keys(), endMicros(), outcome));
    return events;
  }

  /**
   * Feeds the entry into a field of a session.
   *
   * @return how many of the events were accepted, one more than keys when all of them were
   */
  public int feedTo(BehaviorSession session, int field) {
    int accepted = 0;
    for (int i : releaseOrder()) {
      accepted += accepted(session.key(field, i, pressMicros[i], dwellMicros[i]));
    }
    return accepted + accepted(session.endField(field, keys(), endMicros(), outcome));
  }

  /**
   * Appends the entry to a buffer.
   *
   * @return how many of the events were accepted, one more than keys when all of them were
   */
  public int addTo(EventBuffer buffer, int field) {
    int accepted = 0;
    for (BehaviorEvent event : events(field)) {
      accepted += accepted(buffer.add(event));
    }
    return accepted;
  }

  private long releaseMicros(int position) {
    return pressMicros[position] + dwellMicros[position];
  }

  private int[] releaseOrder() {
    return IntStream.range(0, keys())
        .boxed()
        .sorted(Comparator.comparingLong(this::releaseMicros))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int accepted(Admission admission) {
    return admission == Admission.ACCEPTED ? 1 : 0;
  }

  @Override
  public String toString() {
    return "SimulatedEntry[" + keys() + " keys, " + outcome + "]";
  }
}
