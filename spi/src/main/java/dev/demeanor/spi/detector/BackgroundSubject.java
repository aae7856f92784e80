package dev.demeanor.spi.detector;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * One person of a population: the genuine windows of one source, all of one schema, session by
 * session in the order of time. Never somebody who is compared with what is learned from it.
 * Immutable as long as nobody writes to the windows.
 *
 * @param sessions the windows of each session, none of them empty
 */
public record BackgroundSubject(List<List<FeatureVector>> sessions) {

  /** Copies the lists. */
  public BackgroundSubject {
    sessions = sessions.stream().map(List::copyOf).toList();
    if (sessions.isEmpty() || sessions.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a background subject needs sessions with windows");
    }
  }

  /** Returns all windows in the order of time. */
  public List<FeatureVector> windows() {
    return sessions.stream().flatMap(List::stream).toList();
  }

  /** Says nothing about behaviour. */
  @Override
  public String toString() {
    return "BackgroundSubject[" + sessions.size() + " sessions]";
  }
}
