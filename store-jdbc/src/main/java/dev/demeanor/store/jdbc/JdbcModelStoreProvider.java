package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.ModelStoreProvider;

/**
 * Opens a store of models in a database: see {@link JdbcTemplateStoreProvider} for the settings. A
 * manifest has at most 8 MiB here. Raise {@code timeout} where files of models are so large that
 * one cannot be written within it.
 */
public final class JdbcModelStoreProvider implements ModelStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public JdbcModelStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public ModelStore open(ProviderOptions options) {
    JdbcSettings settings = JdbcSettings.of(options);
    return new JdbcModelStore(settings.open(), settings.prefix());
  }
}
