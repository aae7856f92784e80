package dev.demeanor.models.onnx;

import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.tck.ModelBackendTck;

class OnnxPlainTckTest extends ModelBackendTck {

  @Override
  protected ModelBackendProvider newProvider() {
    return new OnnxPlainProvider();
  }

  @Override
  protected ModelDescriptor descriptor() {
    return SampleModels.DESCRIPTOR;
  }

  @Override
  protected byte[] modelBytes() {
    return SampleModels.supportVectors("RBF");
  }
}
