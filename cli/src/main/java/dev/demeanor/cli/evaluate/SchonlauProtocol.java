package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.Role;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.MasqueradeCost;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol of Schonlau et al.: learned from the first 5,000 commands, then each block of 100 is
 * an attempt, the user's own or a masquerader's, in the order of time and in one session: trust
 * goes on from block to block.
 */
final class SchonlauProtocol implements Protocol {

  @Override
  public String name() {
    return "schonlau";
  }

  @Override
  public boolean isFor(String dataset) {
    return dataset.equals("sea");
  }

  @Override
  public Scoring scoring(String dataset) {
    return Scoring.SEQUENTIAL;
  }

  @Override
  public List<Trial> trials(Recordings recordings, ProtocolOptions options) {
    List<Trial> trials =
        recordings.subjects().stream().map(subject -> trial(subject, options)).toList();
    return Recorded.tested(trials, recordings, name());
  }

  private static Trial trial(SubjectRecording subject, ProtocolOptions options) {
    List<Attempt> attempts = new ArrayList<>();
    for (RecordedSession block : subject.sessions()) {
      if (block.role() != Role.OWN) {
        attempts.add(Recorded.attempt(block.role() == Role.TEST_OWN, block, options.keys()));
      }
    }
    return new Trial(subject.subject(), subject.sessions(Role.OWN), attempts);
  }

  @Override
  public List<Figure> figures(Recordings recordings, EvaluationRun run) {
    return MasqueradeCost.figures(run.attempts());
  }
}
