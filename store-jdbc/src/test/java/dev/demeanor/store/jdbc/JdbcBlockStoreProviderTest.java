package dev.demeanor.store.jdbc;

import dev.demeanor.spi.Provider;

class JdbcBlockStoreProviderTest extends JdbcProviderTck {
  @Override
  protected Provider newProvider() {
    return new JdbcBlockStoreProvider();
  }
}
