package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.RecordedSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One subject of a protocol.
 *
 * @param subject whose account
 * @param enrolment the sessions from which the subject is learned, in the order of time; may be
 *     empty
 * @param enough whether enrolment ends when the monitor compares every source, and the sessions
 *     left over become genuine attempts before all others
 * @param attempts the tests, in the order in which they are made
 * @param takeOvers sessions that change hands, made after the attempts
 * @param arm names what is done otherwise than in the trial of the same subject without a name; its
 *     scores are kept apart
 * @param partial the same attempts with something left out, by what is left, made last
 */
public record Trial(
    String subject,
    List<RecordedSession> enrolment,
    boolean enough,
    List<Attempt> attempts,
    List<TakeOver> takeOvers,
    Map<String, List<Attempt>> partial,
    String arm) {

  /** Copies the lists and the map. */
  public Trial {
    enrolment = List.copyOf(enrolment);
    attempts = List.copyOf(attempts);
    takeOvers = List.copyOf(takeOvers);
    partial = Collections.unmodifiableMap(new LinkedHashMap<>(partial));
  }

  /** Makes one in which attempts are made only whole. */
  public Trial(
      String subject,
      List<RecordedSession> enrolment,
      boolean enough,
      List<Attempt> attempts,
      List<TakeOver> takeOvers) {
    this(subject, enrolment, enough, attempts, takeOvers, Map.of(), "");
  }

  /** Makes one arm of a protocol, in which all of the enrolment is learned. */
  public Trial(
      String subject, List<RecordedSession> enrolment, List<Attempt> attempts, String arm) {
    this(subject, enrolment, false, attempts, List.of(), Map.of(), arm);
  }

  /** Returns the same with other attempts. */
  Trial withAttempts(List<Attempt> newAttempts) {
    return new Trial(subject, enrolment, enough, newAttempts, takeOvers, partial, arm);
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
