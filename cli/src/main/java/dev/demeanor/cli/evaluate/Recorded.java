package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What protocols do with recordings. */
final class Recorded {

  private Recorded() {}

  /** Makes an attempt of a session, or of its first events when a decision may use no more. */
  static Attempt attempt(boolean genuine, RecordedSession session, OptionalInt most) {
    List<EventBuffer> units =
        most.isPresent() ? first(session.units(), most.getAsInt()) : session.units();
    return new Attempt(genuine, session.setup(), units);
  }

  /** Returns the first events of these units. */
  static List<EventBuffer> first(List<EventBuffer> units, long most) {
    List<EventBuffer> first = new ArrayList<>();
    long left = most;
    for (EventBuffer unit : units) {
      if (left <= 0) {
        break;
      }
      first.add(unit.size() <= left ? unit : Shifted.first(unit, (int) left));
      left -= unit.size();
    }
    return first;
  }

  /** Checks that there is something genuine to test. */
  static List<Trial> tested(List<Trial> trials, Recordings recordings, String protocol) {
    if (trials.stream().flatMap(trial -> trial.attempts().stream()).noneMatch(Attempt::genuine)) {
      throw new BadInput(
          recordings.input().path()
              + " holds nothing genuine to test for protocol "
              + protocol
              + "; --data needs sessions after those it learns from");
    }
    return trials;
  }
}
