package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import java.util.List;

/**
 * What a monitor heard in one session that changed hands: enough to fuse it again under other
 * constants of trust. Immutable.
 *
 * @param subject whose account
 * @param steps its decisions with evidence, in order
 */
record HeardSession(String subject, List<Step> steps) {

  /** Copies the list. */
  HeardSession {
    steps = List.copyOf(steps);
  }

  /**
   * One decision with evidence.
   *
   * @param genuine whether the subject was there
   * @param atMillis when it was made
   * @param said evidence of each window
   * @param verdict what the monitor computed
   */
  record Step(boolean genuine, long atMillis, List<Said> said, Verdict verdict) {

    /** Copies the list. */
    Step {
      said = List.copyOf(said);
    }
  }

  /** Evidence of one window. */
  record Said(Modality modality, double evidence) {}
}
