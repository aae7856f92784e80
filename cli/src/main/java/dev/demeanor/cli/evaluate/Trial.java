package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import java.util.List;

/**
 * One subject of a protocol.
 *
 * @param subject whose account
 * @param enrolment the sessions from which the subject is learned, in the order of time; may be
 *     empty
 * @param enough whether enrolment ends when the monitor's target is reached, and the sessions left
 *     over become genuine attempts before all others
 * @param attempts the tests, in the order in which they are made
 * @param takeOvers sessions that change hands, made after the attempts
 */
public record Trial(
    String subject,
    List<RecordedSession> enrolment,
    boolean enough,
    List<Attempt> attempts,
    List<TakeOver> takeOvers) {

  /** Copies the lists. */
  public Trial {
    enrolment = List.copyOf(enrolment);
    attempts = List.copyOf(attempts);
    takeOvers = List.copyOf(takeOvers);
  }

  /** Makes one in which all of the enrolment is learned and no session changes hands. */
  public Trial(String subject, List<RecordedSession> enrolment, List<Attempt> attempts) {
    this(subject, enrolment, false, attempts, List.of());
  }

  /** Returns how many units there are to learn from. */
  public int enrolmentUnits() {
    return enrolment.stream().mapToInt(session -> session.units().size()).sum();
  }

  /** Returns how many events there are to learn from; no window holds more units than events. */
  public long enrolmentEvents() {
    return enrolment.stream().mapToLong(RecordedSession::events).sum();
  }
}
