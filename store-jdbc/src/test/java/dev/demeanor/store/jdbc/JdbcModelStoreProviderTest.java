package dev.demeanor.store.jdbc;

import dev.demeanor.spi.Provider;

class JdbcModelStoreProviderTest extends JdbcProviderTck {
  @Override
  protected Provider newProvider() {
    return new JdbcModelStoreProvider();
  }
}
