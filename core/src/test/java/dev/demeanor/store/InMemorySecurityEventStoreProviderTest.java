package dev.demeanor.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.tck.ProviderTck;
import java.util.Map;

class InMemorySecurityEventStoreProviderTest extends ProviderTck {
  @Override
  protected Provider newProvider() {
    return new InMemorySecurityEventStoreProvider();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("capacity", "-1");
  }
}
