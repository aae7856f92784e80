package dev.demeanor.cli.drift;

import dev.demeanor.drift.Runs;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs of one source of one person, session by session.
 *
 * @param subject the person
 * @param group the data set's group of them, or empty
 * @param source name of the source
 * @param windows windows of a run
 * @param features names of the features
 * @param sessions the runs of each session as recorded
 * @param altered the same under the altered clock, or as recorded
 */
record SourceWindows(
    String subject,
    String group,
    String source,
    int windows,
    List<String> features,
    List<List<float[]>> sessions,
    List<List<float[]>> altered) {

  /** Makes the runs of a session; what is left over in the end is left out. */
  static List<float[]> runs(List<FeatureVector> windows, FeatureSchema schema, int length) {
    List<float[]> made = new ArrayList<>();
    Runs runs = new Runs(schema.size(), length);
    for (FeatureVector window : windows) {
      if (window.schema().equals(schema) && runs.add(Runs.values(window))) {
        made.add(runs.take());
      }
    }
    return made;
  }

  static List<String> names(FeatureSchema schema) {
    return schema.features().stream().map(Feature::name).toList();
  }
}
