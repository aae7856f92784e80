package dev.demeanor.models.onnx;

import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.tck.ModelBackendTck;
import java.util.Map;

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
  protected Map<String, String> malformedOptions() {
    return Map.of("max-bytes", "12");
  }

  @Override
  protected byte[] modelBytes() {
    return SampleModels.supportVectors("RBF");
  }
}
