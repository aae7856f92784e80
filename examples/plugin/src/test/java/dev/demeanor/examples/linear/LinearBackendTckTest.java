package dev.demeanor.examples.linear;

import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.tck.ModelBackendTck;
import java.util.Map;

/** All that a plug-in writer owes for rules MB-1 to MB-5 and P-1 to P-3. */
class LinearBackendTckTest extends ModelBackendTck {

  @Override
  protected LinearBackendProvider newProvider() {
    return new LinearBackendProvider();
  }

  @Override
  protected ModelDescriptor descriptor() {
    return new ModelDescriptor("1", "some-schema-hash", 4);
  }

  @Override
  protected byte[] modelBytes() {
    return new LinearModel("some-schema-hash", 0.5, 1.0, -2.0, 0.25, 3.0).toBytes();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("max-bytes", "lots");
  }
}
