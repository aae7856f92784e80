package dev.demeanor.evidence;

import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The inputs of a model that scores keystroke windows relative to a subject: summaries of how many
 * spreads the features of each group (those whose names begin alike, such as all dwells) lie from
 * the subject's medians, and how near the nearest of the subject's samples are. The same inputs for
 * texts of any length. Immutable.
 */
final class RelativeSchema {

  /** What is told of each group. */
  static final List<String> OF_GROUP =
      List.of("mean", "std", "mean.abs", "median.abs", "p90.abs", "max.abs");

  /** What is told of the whole window. */
  static final List<String> OF_WINDOW = List.of("within", "nearest", "nearest.5", "agreement");

  private static final String FREE_TEXT = "free-text/1";
  private static final String UNIT = "spread";

  /** The group of each feature of a window. */
  final int[] group;

  final int groups;
  final FeatureSchema schema;

  private RelativeSchema(int[] group, int groups, FeatureSchema schema) {
    this.group = group;
    this.groups = groups;
    this.schema = schema;
  }

  static boolean supports(FeatureSchema windows) {
    return FixedTextSchema.keysOf(windows) > 1 || windows.name().equals(FREE_TEXT);
  }

  static RelativeSchema of(FeatureSchema windows) {
    Set<String> names = new LinkedHashSet<>();
    windows.features().forEach(feature -> names.add(groupOf(feature)));
    List<String> ordered = List.copyOf(names);
    int[] group = new int[windows.size()];
    for (int j = 0; j < group.length; j++) {
      group[j] = ordered.indexOf(groupOf(windows.features().get(j)));
    }
    List<Feature> features = new ArrayList<>();
    for (String name : ordered) {
      OF_GROUP.forEach(what -> features.add(new Feature(name + "." + what, UNIT)));
    }
    OF_WINDOW.forEach(what -> features.add(new Feature("window." + what, UNIT)));
    return new RelativeSchema(
        group, ordered.size(), new FeatureSchema("relative-" + windows.name(), features));
  }

  private static String groupOf(Feature feature) {
    int dot = feature.name().indexOf('.');
    return dot < 0 ? feature.name() : feature.name().substring(0, dot);
  }

  int size() {
    return schema.size();
  }
}
