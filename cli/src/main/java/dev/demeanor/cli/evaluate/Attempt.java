package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.event.EventBuffer;
import java.util.List;

/**
 * One test: somebody signs in as the subject and does this.
 *
 * @param genuine whether it is the subject
 * @param use what it is made for
 * @param setup what has to be said before the events are fed
 * @param units what is observed, in the order of time
 */
public record Attempt(boolean genuine, Use use, SessionSetup setup, List<EventBuffer> units) {

  /** What an attempt is made for. */
  public enum Use {
    /** It gives a score, and where the evaluation adapts, it may be learned. */
    TEST,
    /** It gives a score and is never learned. */
    PROBE,
    /** It gives no score; it is there to be learned. */
    ATTACK
  }

  /** Copies the list. */
  public Attempt {
    units = List.copyOf(units);
  }

  /** Makes a test. */
  public Attempt(boolean genuine, SessionSetup setup, List<EventBuffer> units) {
    this(genuine, Use.TEST, setup, units);
  }

  /** Returns the same for another use. */
  Attempt as(Use newUse) {
    return new Attempt(genuine, newUse, setup, units);
  }

  /** Returns how many events there are. */
  public long events() {
    return units.stream().mapToLong(EventBuffer::size).sum();
  }
}
