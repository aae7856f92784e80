package dev.demeanor.population;

import dev.demeanor.spi.detector.BackgroundSubject;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one source that have the schema most of them have: a mistyped entry of another
 * number of keys is no sample of this text.
 *
 * @param schema the schema
 * @param subject the windows
 */
record OneSchema(FeatureSchema schema, BackgroundSubject subject) {

  static Optional<OneSchema> of(List<List<FeatureVector>> sessions) {
    Map<FeatureSchema, Integer> counts = new LinkedHashMap<>();
    sessions.forEach(
        session -> session.forEach(window -> counts.merge(window.schema(), 1, Integer::sum)));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(
            most ->
                new OneSchema(most.getKey(), new BackgroundSubject(only(most.getKey(), sessions))));
  }

  private static List<List<FeatureVector>> only(
      FeatureSchema schema, List<List<FeatureVector>> sessions) {
    return sessions.stream()
        .map(session -> session.stream().filter(w -> w.schema().equals(schema)).toList())
        .filter(session -> !session.isEmpty())
        .toList();
  }

  /** Returns the detector that a monitor would give these windows to, or null when none does. */
  @Nullable Detector takenBy(List<Detector> inOrder) {
    return inOrder.stream().filter(each -> each.supports(schema)).findFirst().orElse(null);
  }
}
