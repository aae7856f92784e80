package dev.demeanor.examples.linear;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;

/** Loads {@link LinearModel}s and checks that each is the one its descriptor speaks of. */
final class LinearBackend implements ModelBackend {

  private final int maxBytes;

  LinearBackend(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public VectorScorer load(ModelDescriptor descriptor, byte[] verified) {
    if (verified.length > maxBytes) {
      throw new ModelLoadException(
          "model must have at most max-bytes = " + maxBytes + " bytes, had " + verified.length,
          null);
    }
    LinearModel model = parse(verified);
    if (!model.schemaHash().equals(descriptor.schemaHash())) {
      throw new ModelLoadException("model was trained on another feature schema", null);
    }
    if (model.inputs() != descriptor.inputs()) {
      throw new ModelLoadException(
          "model must have " + descriptor.inputs() + " inputs, had " + model.inputs(), null);
    }
    return new LinearScorer(model);
  }

  private static LinearModel parse(byte[] bytes) {
    try {
      return LinearModel.parse(bytes);
    } catch (CorruptStateException | IllegalArgumentException e) {
      throw new ModelLoadException("no linear model: " + e.getMessage(), e);
    }
  }
}
