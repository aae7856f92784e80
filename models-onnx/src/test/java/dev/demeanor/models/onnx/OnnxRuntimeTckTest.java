package dev.demeanor.models.onnx;

import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.tck.ModelBackendTck;
import java.util.Map;

class OnnxRuntimeTckTest extends ModelBackendTck {

  @Override
  protected ModelBackendProvider newProvider() {
    return new OnnxRuntimeProvider();
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
    return SampleModels.forest(10, 4);
  }

  /** Portions may be added up in another order than single rows. */
  @Override
  protected double tolerance() {
    return 1e-5;
  }
}
