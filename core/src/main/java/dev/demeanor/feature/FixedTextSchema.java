package dev.demeanor.feature;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The feature schemas of fixed text, one for each number of keys {@code n}: {@code dwell.0} to
 * {@code dwell.n-1}, then {@code press-press.0} to {@code n-2}, then {@code flight.0} to {@code
 * n-2}, all in {@code ms}. Thread-safe; schemas are immutable and made once.
 */
public final class FixedTextSchema {

  private static final String NAME = "fixed-text/1";
  private static final AtomicReferenceArray<FeatureSchema> BY_KEYS =
      new AtomicReferenceArray<>(EventBuffer.MAX_POSITION + 2);

  private FixedTextSchema() {}

  /** Returns the schema of an entry with this many keys, 1 to 256. */
  public static FeatureSchema ofKeys(int keys) {
    FeatureSchema schema = BY_KEYS.get(keys);
    if (schema == null) {
      schema = make(keys);
      BY_KEYS.set(keys, schema);
    }
    return schema;
  }

  /**
   * Returns how many keys a schema of fixed text stands for, or 0 when it is another kind of
   * schema.
   */
  public static int keysOf(FeatureSchema schema) {
    int keys = (schema.size() + 2) / 3;
    boolean fixedText =
        schema.name().equals(NAME)
            && keys <= EventBuffer.MAX_POSITION + 1
            && schema.size() == 3 * keys - 2;
    return fixedText ? keys : 0;
  }

  private static FeatureSchema make(int keys) {
    List<Feature> features = new ArrayList<>();
    add(features, "dwell.", keys);
    add(features, "press-press.", keys - 1);
    add(features, "flight.", keys - 1);
    return new FeatureSchema(NAME, features);
  }

  private static void add(List<Feature> features, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      features.add(new Feature(prefix + i, "ms"));
    }
  }
}
