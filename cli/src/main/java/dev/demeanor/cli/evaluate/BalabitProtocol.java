package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.Recordings;
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
    return Recorded.labelled(recordings, options, name());
  }
}
