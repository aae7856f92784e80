package dev.demeanor.spi.model;

import dev.demeanor.spi.feature.FeatureSchema;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A model that was fitted, as one self-contained ONNX file with its scaler inside, and what its
 * manifest says of its origin. Immutable: arrays are copied in and out.
 *
 * @param onnx the file: one input of {@code schema.size()} 32-bit numbers a row in the order of the
 *     schema, one output a row, higher = more genuine
 * @param schema what the inputs are
 * @param trainer name of the trainer
 * @param genuine how many genuine windows it was fitted to
 * @param impostors how many windows of impostors; 0 for one-class models
 * @param seed of everything random
 * @param libraries versions of the libraries that took part, by name
 * @param settings what was chosen, for instance {@code trees} and {@code depth}
 * @param figures how well it did on what it was not fitted to, by name
 * @param golden inputs and scores by which a backend is checked
 * @param heldBackGenuine scores of genuine windows by models that had not seen their person; core
 *     calibrates with these; empty for one-class models
 * @param heldBackImpostors the same of impostors
 */
public record TrainedModel(
    byte[] onnx,
    FeatureSchema schema,
    String trainer,
    int genuine,
    int impostors,
    long seed,
    Map<String, String> libraries,
    Map<String, String> settings,
    Map<String, Double> figures,
    List<GoldenVector> golden,
    double[] heldBackGenuine,
    double[] heldBackImpostors)
    implements TrainingOutcome {

  /** Copies what can change; maps are kept in the order of their names. */
  public TrainedModel {
    onnx = onnx.clone();
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(trainer, "trainer");
    libraries = Collections.unmodifiableMap(new TreeMap<>(libraries));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    golden = List.copyOf(golden);
    heldBackGenuine = heldBackGenuine.clone();
    heldBackImpostors = heldBackImpostors.clone();
  }

  @Override
  public byte[] onnx() {
    return onnx.clone();
  }

  @Override
  public double[] heldBackGenuine() {
    return heldBackGenuine.clone();
  }

  @Override
  public double[] heldBackImpostors() {
    return heldBackImpostors.clone();
  }

  /** Says what it is, not what it was fitted to. */
  @Override
  public String toString() {
    return "TrainedModel[" + trainer + ", " + schema.name() + ", " + onnx.length + " bytes]";
  }
}
