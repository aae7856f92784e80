package dev.demeanor.cli.evaluate;

import dev.demeanor.event.EventBuffer;
import java.util.List;

/**
 * One test: somebody signs in as the subject and does this.
 *
 * @param genuine whether it is the subject
 * @param units what is observed, in the order of time
 */
public record Attempt(boolean genuine, List<EventBuffer> units) {

  /** Copies the list. */
  public Attempt {
    units = List.copyOf(units);
  }
}
