package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.detector.ModelDetector;
import dev.demeanor.spi.detector.ScoreWorth;
import dev.demeanor.spi.detector.SubjectModel;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.model.LoadedModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keystrokes by a model that was trained on background people: a window is stated in spreads of the
 * subject's own habits, and the model, the same for everybody, says how likely such a window is the
 * subject's. Its score becomes nats by the model's curve. Thread-safe.
 */
final class RelativeDetector implements ModelDetector {

  static final String NAME = "relative";
  static final int FORMAT = 1;

  /** Samples kept. */
  private static final int KEPT = 200;

  private final @Nullable LoadedModel loaded;

  RelativeDetector(@Nullable LoadedModel loaded) {
    this.loaded = loaded;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String interactionName() {
    return loaded == null ? ModelDetector.super.interactionName() : loaded.backend();
  }

  @Override
  public boolean supports(FeatureSchema schema) {
    return RelativeSchema.supports(schema)
        && (loaded == null || loaded.schema().equals(RelativeSchema.of(schema).schema));
  }

  @Override
  public ScoreWorth worth(FeatureSchema schema) {
    return ScoreWorth.nats();
  }

  @Override
  public SubjectModel empty(FeatureSchema schema) {
    RelativeSchema relative = relative(schema);
    return new RelativeModel(relative, loaded, 0, SampleHistory.empty(KEPT, schema.size()));
  }

  @Override
  public SubjectModel load(FeatureSchema schema, StateReader in) {
    in.getInt("relative format", FORMAT, FORMAT);
    int samples = in.getInt("samples", 0, Integer.MAX_VALUE);
    SampleHistory history = SampleHistory.load(KEPT, schema.size(), in);
    return new RelativeModel(relative(schema), loaded, samples, history);
  }

  @Override
  public FeatureSchema modelSchema(FeatureSchema windows) {
    return relative(windows).schema;
  }

  @Override
  public Optional<FeatureVector> relate(SubjectModel model, FeatureVector probe) {
    if (!(model instanceof RelativeModel own)) {
      throw new IllegalArgumentException(
          "model must be one of detector \"relative\", was " + model.getClass().getName());
    }
    FeatureVector inputs = new FeatureVector(modelSchema(probe.schema()));
    float[] row = new float[inputs.size()];
    if (!own.relate(probe, row, new double[own.scratch()])) {
      return Optional.empty();
    }
    for (int i = 0; i < row.length; i++) {
      inputs.set(i, row[i]);
    }
    return Optional.of(inputs);
  }

  @Override
  public ModelDetector withModel(LoadedModel model) {
    if (!model.schema().name().startsWith("relative-")) {
      throw new IllegalArgumentException(
          "model must take inputs of a schema of detector \"relative\", takes "
              + model.schema().name());
    }
    return new RelativeDetector(model);
  }

  private static RelativeSchema relative(FeatureSchema schema) {
    if (!RelativeSchema.supports(schema)) {
      throw new CorruptStateException(
          "relative needs a schema of keystrokes, was " + schema.name());
    }
    return RelativeSchema.of(schema);
  }
}
