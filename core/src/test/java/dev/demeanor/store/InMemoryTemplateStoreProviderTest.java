package dev.demeanor.store;

import dev.demeanor.spi.Provider;
import dev.demeanor.tck.ProviderTck;
import java.util.Map;

class InMemoryTemplateStoreProviderTest extends ProviderTck {
  @Override
  protected Provider newProvider() {
    return new InMemoryTemplateStoreProvider();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("capacity", "-1");
  }
}
