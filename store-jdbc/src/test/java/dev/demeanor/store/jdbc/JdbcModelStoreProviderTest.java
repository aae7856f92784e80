package dev.demeanor.store.jdbc;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.tck.ProviderTck;
import java.util.Map;

class JdbcModelStoreProviderTest extends ProviderTck {
  @Override
  protected Provider newProvider() {
    return new JdbcModelStoreProvider();
  }

  @Override
  protected ProviderOptions options() {
    return TestDatabase.H2.options();
  }

  @Override
  protected Map<String, String> malformedOptions() {
    return Map.of(
        "table-prefix",
        "Upper_",
        "initialize-schema",
        "sometimes",
        "timeout",
        "PT6M",
        "retries",
        "-1");
  }
}
