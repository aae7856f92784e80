package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
import java.util.List;

/**
 * In the order of time, as in production: each subject's sessions are learned until the monitor
 * compares every source seen; the sessions after that are genuine attempts, and those labelled
 * impostor are impostor attempts. One score for each session.
 */
final class ChronologicalProtocol implements Protocol {

  @Override
  public String name() {
    return "chronological";
  }

  @Override
  public boolean isFor(String dataset) {
    return dataset.equals("events");
  }

  @Override
  public Scoring scoring(String dataset) {
    return Scoring.MEAN;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    return recordings.subjects().stream().map(subject -> trial(subject, options)).toList();
  }

  private static Trial trial(SubjectRecording subject, ProtocolOptions options) {
    List<Attempt> impostors =
        subject.sessions(Role.TEST_OTHER).stream()
            .map(session -> Recorded.attempt(false, session, options.keys()))
            .toList();
    List<RecordedSession> own = subject.sessions(Role.OWN);
    return new Trial(subject.subject(), own, true, impostors, List.of());
  }
}
