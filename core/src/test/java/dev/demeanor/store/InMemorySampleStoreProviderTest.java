package dev.demeanor.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.tck.ProviderTck;
import java.util.Map;

class InMemorySampleStoreProviderTest extends ProviderTck {
  @Override
  protected Provider newProvider() {
    return new InMemorySampleStoreProvider();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("capacity", "-1", "retention", "P91D");
  }
}
