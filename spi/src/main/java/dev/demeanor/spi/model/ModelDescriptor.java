package dev.demeanor.spi.model;

import java.util.Objects;

/**
 * What core knows of a model before a backend sees its bytes. Immutable.
 *
 * @param id version of the model in its manifest
 * @param schemaHash hash of the feature schema its input must have
 * @param inputs how many values one row has, at least 1
 */
public record ModelDescriptor(String id, String schemaHash, int inputs) {
  /** Checks the parts. */
  public ModelDescriptor {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(schemaHash, "schemaHash");
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs must be >= 1, was " + inputs);
    }
  }
}
