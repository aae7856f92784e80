package dev.demeanor.cli.dataset;

import java.util.List;

/**
 * One person's recorded sessions.
 *
 * @param subject the person, as the data set calls them
 * @param group the group of people in which the data set puts them and for which figures are given
 *     apart, or empty
 * @param sessions in the order of time
 */
public record SubjectRecording(String subject, String group, List<RecordedSession> sessions) {

  /** Copies the list. */
  public SubjectRecording {
    sessions = List.copyOf(sessions);
  }

  /** Makes one of a data set without groups. */
  public SubjectRecording(String subject, List<RecordedSession> sessions) {
    this(subject, "", sessions);
  }

  /** Returns the sessions with this role, in the order of time. */
  public List<RecordedSession> sessions(Role role) {
    return sessions.stream().filter(session -> session.role() == role).toList();
  }
}
