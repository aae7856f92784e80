package dev.demeanor.spi.model;

import dev.demeanor.spi.feature.FeatureSchema;
import java.util.Objects;

/**
 * A model that was verified and loaded. Who loaded it closes its scorer, once nobody uses it any
 * more.
 *
 * @param version of the model in its manifest
 * @param backend name of the backend that loaded it
 * @param schema what its inputs are
 * @param scorer scores rows of the schema
 * @param curve what a score says in nats
 */
public record LoadedModel(
    String version, String backend, FeatureSchema schema, VectorScorer scorer, ScoreCurve curve) {

  /** Checks that scorer and schema have as many inputs. */
  public LoadedModel {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(curve, "curve");
    if (scorer.inputs() != schema.size()) {
      throw new IllegalArgumentException(
          "model must have " + schema.size() + " inputs, had " + scorer.inputs());
    }
  }

  @Override
  public String toString() {
    return "LoadedModel[" + version + " by " + backend + "]";
  }
}
