package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.MasqueradeCost;
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
    return Recorded.labelled(recordings, options, name());
  }

  @Override
  public List<Figure> figures(Recordings recordings, EvaluationRun run) {
    return MasqueradeCost.figures(run.attempts());
  }
}
