package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockStoreProvider;

/** Opens a block store in a database; settings as for {@link JdbcTemplateStoreProvider}. */
public final class JdbcBlockStoreProvider implements BlockStoreProvider {

  /** Made by {@link java.util.ServiceLoader} or by hand. */
  public JdbcBlockStoreProvider() {}

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public BlockStore open(ProviderOptions options) {
    JdbcSettings settings = JdbcSettings.of(options);
    return new JdbcBlockStore(settings.open(), settings.prefix());
  }
}
