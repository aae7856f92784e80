package dev.demeanor.cli.dataset;

import java.util.List;

/**
 * One person's recorded sessions.
 *
 * @param subject the person, as the data set calls them
 * @param sessions in the order of time
 */
public record SubjectRecording(String subject, List<RecordedSession> sessions) {

  /** Copies the list. */
  public SubjectRecording {
    sessions = List.copyOf(sessions);
  }
}
