package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
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

  /** Returns what comes of sessions that are labelled: own ones are learned, the others tested. */
  static List<Trial> labelled(Recordings recordings, ProtocolOptions options, String protocol) {
    List<Trial> trials =
        recordings.subjects().stream().map(subject -> labelled(subject, options.keys())).toList();
    return tested(trials, recordings, protocol);
  }

  private static Trial labelled(SubjectRecording subject, OptionalInt most) {
    List<Attempt> attempts = new ArrayList<>();
    for (RecordedSession session : subject.sessions()) {
      if (session.role() != Role.OWN) {
        attempts.add(attempt(session.role() == Role.TEST_OWN, session, most));
      }
    }
    return new Trial(subject.subject(), subject.sessions(Role.OWN), attempts);
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
