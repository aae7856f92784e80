package dev.demeanor.cli.dataset;

import dev.demeanor.event.EventBuffer;
import java.util.List;

/**
 * One recorded session.
 *
 * @param number the session's number in the data set
 * @param role what it may be used for
 * @param setup what has to be said before its events are fed
 * @param units its events in the order of time, cut where they may be cut (after an entry, after a
 *     block, anywhere in pointer movements)
 */
public record RecordedSession(int number, Role role, SessionSetup setup, List<EventBuffer> units) {

  /** Copies the list. */
  public RecordedSession {
    units = List.copyOf(units);
  }

  /** Makes one of the subject's own on a desktop without fixed-text fields. */
  public RecordedSession(int number, List<EventBuffer> units) {
    this(number, Role.OWN, SessionSetup.desktop(), units);
  }

  /** Returns how many events there are. */
  public long events() {
    return units.stream().mapToLong(EventBuffer::size).sum();
  }
}
