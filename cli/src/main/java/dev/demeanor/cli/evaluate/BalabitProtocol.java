package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol of the Balabit challenge: learned from the training files, one score for each
 * labelled test session, all scores together.
 */
final class BalabitProtocol implements Protocol {

  @Override
  public String name() {
    return "balabit";
  }

  @Override
  public boolean isFor(String dataset) {
    return dataset.equals("balabit");
  }

  @Override
  public Scoring scoring(String dataset) {
    return Scoring.SUM;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    List<Trial> trials =
        recordings.subjects().stream().map(subject -> trial(subject, options)).toList();
    return Recorded.tested(trials, recordings, name());
  }

  private static Trial trial(SubjectRecording subject, ProtocolOptions options) {
    List<Attempt> attempts = new ArrayList<>();
    for (RecordedSession session : subject.sessions()) {
      if (session.role() != Role.OWN) {
        attempts.add(Recorded.attempt(session.role() == Role.TEST_OWN, session, options.keys()));
      }
    }
    return new Trial(subject.subject(), subject.sessions(Role.OWN), attempts);
  }
}
