package bad.demeanor.window;

import bad.demeanor.feature.KnowsLaterRoom;
import java.time.Clock;

/** Bad on purpose: reads a clock, asks for the time, and makes a cycle with the next room. */
public final class ReadsClock {

  private final Clock clock;

  ReadsClock(Clock clock) {
    this.clock = clock;
  }

  long skew(KnowsLaterRoom room) {
    return clock.millis() - System.currentTimeMillis() + room.hashCode();
  }
}
