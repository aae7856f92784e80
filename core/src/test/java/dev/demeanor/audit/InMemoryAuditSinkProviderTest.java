package dev.demeanor.audit;

import dev.demeanor.spi.Provider;
import dev.demeanor.tck.ProviderTck;
import java.util.Map;

class InMemoryAuditSinkProviderTest extends ProviderTck {
  @Override
  protected Provider newProvider() {
    return new InMemoryAuditSinkProvider();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of("capacity", "-1");
  }
}
