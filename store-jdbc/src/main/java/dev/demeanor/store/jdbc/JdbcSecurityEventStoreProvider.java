package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.spi.store.SecurityEventStoreProvider;

/**
 * Opens a security event store in a database; settings as for {@link JdbcTemplateStoreProvider}.
 */
public final class JdbcSecurityEventStoreProvider implements SecurityEventStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public JdbcSecurityEventStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public SecurityEventStore open(ProviderOptions options) {
    JdbcSettings settings = JdbcSettings.of(options);
    return new JdbcSecurityEventStore(settings.open(), settings.prefix());
  }
}
