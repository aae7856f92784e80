package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.event.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The protocol of Killourhy and Maxion, DSN 2009: enrolled from sessions 1 to 4 in order; genuine
 * attempts are sessions 5 to 8; impostor attempts are the first five repetitions of session 1 of
 * every other subject, who have never typed the password before, or, practised, the last five of
 * session 8.
 */
final class KillourhyMaxionProtocol implements Protocol {

  private static final int LAST_ENROLMENT_SESSION = 4;
  private static final int IMPOSTOR_SESSION = 1;
  private static final int PRACTISED_SESSION = 8;
  private static final int IMPOSTOR_REPETITIONS = 5;

  @Override
  public String name() {
    return "killourhy-maxion";
  }

  @Override
  public boolean isFor(String dataset) {
    return dataset.equals("cmu");
  }

  @Override
  public int leastPeople(String dataset) {
    return 2;
  }

  @Override
  public boolean isInOrder() {
    return false;
  }

  @Override
  public boolean hasPractisedImpostors() {
    return true;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    List<SubjectRecording> subjects = recordings.subjects();
    if (subjects.size() < 2) {
      throw new BadInput(
          recordings.input().path()
              + " holds only subject "
              + BadInput.quote(subjects.get(0).subject())
              + "; protocol "
              + name()
              + " needs 2 or more, impostors are the others in the file");
    }
    List<Trial> trials =
        subjects.stream().map(subject -> trial(subject, subjects, options)).toList();
    if (trials.stream().flatMap(trial -> trial.attempts().stream()).noneMatch(Attempt::genuine)) {
      throw new BadInput(
          recordings.input().path()
              + " holds no session after "
              + LAST_ENROLMENT_SESSION
              + "; protocol "
              + name()
              + " takes genuine attempts from sessions 5 to 8, --data needs some");
    }
    return trials;
  }

  private static Trial trial(
      SubjectRecording subject, List<SubjectRecording> all, ProtocolOptions options) {
    List<Attempt> attempts = new ArrayList<>();
    SessionSetup setup = subject.sessions().get(0).setup();
    later(subject).forEach(entry -> attempts.add(new Attempt(true, setup, List.of(entry))));
    for (SubjectRecording other : all) {
      if (!other.subject().equals(subject.subject())) {
        impostors(other, options.impostors())
            .forEach(entry -> attempts.add(new Attempt(false, setup, List.of(entry))));
      }
    }
    List<RecordedSession> enrolment =
        subject.sessions().stream()
            .filter(session -> session.number() <= LAST_ENROLMENT_SESSION)
            .toList();
    return new Trial(subject.subject(), enrolment, attempts);
  }

  private static Stream<EventBuffer> later(SubjectRecording subject) {
    return subject.sessions().stream()
        .filter(session -> session.number() > LAST_ENROLMENT_SESSION)
        .flatMap(session -> session.units().stream());
  }

  private static List<EventBuffer> impostors(
      SubjectRecording subject, ProtocolOptions.Impostors which) {
    boolean practised = which == ProtocolOptions.Impostors.PRACTISED;
    List<EventBuffer> entries = session(subject, practised ? PRACTISED_SESSION : IMPOSTOR_SESSION);
    int size = entries.size();
    int count = Math.min(IMPOSTOR_REPETITIONS, size);
    return practised ? entries.subList(size - count, size) : entries.subList(0, count);
  }

  /** Returns the entries of one session, none when there is no such session. */
  static List<EventBuffer> session(SubjectRecording subject, int number) {
    return subject.sessions().stream()
        .filter(session -> session.number() == number)
        .flatMap(session -> session.units().stream())
        .toList();
  }
}
