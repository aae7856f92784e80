package dev.demeanor.evidence;

import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;
import java.util.stream.Stream;

/**
 * A background person: enrolled on all sessions but the last, which plays his log-ins.
 *
 * @param sessions at least two, in the order of time
 * @param enrolment counts of all sessions but the last
 */
record KeyPerson(List<List<FeatureVector>> sessions, KeyCounts enrolment) {

  private static KeyPerson of(List<List<FeatureVector>> sessions, KeyHistogramConstants constants) {
    List<FeatureVector> enrolled =
        sessions.subList(0, sessions.size() - 1).stream().flatMap(List::stream).toList();
    return new KeyPerson(sessions, KeyCounts.of(enrolled, constants));
  }

  /** Returns a person; a single session is cut in two. Nobody when there is a single window. */
  static Stream<KeyPerson> of(BackgroundSubject subject, KeyHistogramConstants constants) {
    List<List<FeatureVector>> sessions =
        subject.sessions().stream()
            .map(session -> session.stream().filter(window -> KeyScorer.keys(window) > 0).toList())
            .filter(session -> !session.isEmpty())
            .toList();
    if (sessions.size() == 1) {
      List<FeatureVector> only = sessions.get(0);
      int half = only.size() / 2;
      sessions = List.of(only.subList(0, half), only.subList(half, only.size()));
    }
    return sessions.isEmpty() || sessions.get(0).isEmpty()
        ? Stream.empty()
        : Stream.of(of(sessions, constants));
  }

  List<FeatureVector> lastSession() {
    return sessions.get(sessions.size() - 1);
  }
}
