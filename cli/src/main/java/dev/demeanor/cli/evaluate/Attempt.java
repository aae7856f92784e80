package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.event.EventBuffer;
import java.util.List;

/**
 * One test: somebody signs in as the subject and does this.
 *
 * @param genuine whether it is the subject
 * @param setup what has to be said before the events are fed
 * @param units what is observed, in the order of time
 */
public record Attempt(boolean genuine, SessionSetup setup, List<EventBuffer> units) {

  /** Copies the list. */
  public Attempt {
    units = List.copyOf(units);
  }

  /** Returns how many events there are. */
  public long events() {
    return units.stream().mapToLong(EventBuffer::size).sum();
  }
}
