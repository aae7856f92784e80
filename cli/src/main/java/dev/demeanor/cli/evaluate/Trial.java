package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import java.util.List;

/**
 * One subject of a protocol.
 *
 * @param subject whose account
 * @param enrolment the sessions from which the subject is learned, in the order of time; may be
 *     empty
 * @param attempts the tests, in the order in which they are made
 */
public record Trial(String subject, List<RecordedSession> enrolment, List<Attempt> attempts) {

  /** Copies the lists. */
  public Trial {
    enrolment = List.copyOf(enrolment);
    attempts = List.copyOf(attempts);
  }

  /** Returns how many units there are to learn from. */
  public int enrolmentUnits() {
    return enrolment.stream().mapToInt(session -> session.units().size()).sum();
  }
}
