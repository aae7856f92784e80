package dev.demeanor.store.jdbc;

import dev.demeanor.spi.Provider;
import java.util.HashMap;
import java.util.Map;

class JdbcSampleStoreProviderTest extends JdbcProviderTck {
  @Override
  protected Provider newProvider() {
    return new JdbcSampleStoreProvider();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    Map<String, String> malformed = new HashMap<>(super.malformedOptions());
    malformed.put("retention", "P91D");
    return malformed;
  }
}
