package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.tck.ProviderTck;
import java.util.Map;

/** The rules of providers, with the options that all stores of a database take. */
abstract class JdbcProviderTck extends ProviderTck {
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
