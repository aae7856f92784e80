package dev.demeanor.cli.dataset;

import dev.demeanor.event.EventBuffer;
import java.util.List;

/**
 * One recorded session.
 *
 * @param number the session's number in the data set
 * @param units what is learned or decided on at a time (an entry, a block), in the order of time
 */
public record RecordedSession(int number, List<EventBuffer> units) {

  /** Copies the list. */
  public RecordedSession {
    units = List.copyOf(units);
  }
}
