package dev.demeanor.models.tribuo;

import dev.demeanor.spi.Provider;
import dev.demeanor.tck.ProviderTck;
import java.util.Map;

class OcSvmProviderTest extends ProviderTck {

  @Override
  protected Provider newProvider() {
    return new OcSvmProvider();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("nu", "1.5", "gamma", "0", "kept", "10", "retrain-every", "0");
  }
}
