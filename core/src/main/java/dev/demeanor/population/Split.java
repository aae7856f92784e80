package dev.demeanor.population;

import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.List;

/**
 * What of a person is enrolled and what is tested: later sessions, or the end of the only one.
 *
 * @param enrolled windows in the order of time
 * @param tested windows of each later session
 */
record Split(List<FeatureVector> enrolled, List<List<FeatureVector>> tested) {

  /** Of a single session this share is enrolled. */
  private static final double ENROLLED_SHARE = 2.0 / 3;

  static Split of(BackgroundSubject subject) {
    List<List<FeatureVector>> sessions = subject.sessions();
    if (sessions.size() == 1) {
      List<FeatureVector> only = sessions.get(0);
      int enrolled = (int) Math.ceil(ENROLLED_SHARE * only.size());
      return new Split(only.subList(0, enrolled), List.of(only.subList(enrolled, only.size())));
    }
    int enrolled = (sessions.size() + 1) / 2;
    return new Split(
        sessions.subList(0, enrolled).stream().flatMap(List::stream).toList(),
        sessions.subList(enrolled, sessions.size()));
  }

  FeatureSchema schema() {
    return enrolled.get(0).schema();
  }
}
