package dev.demeanor.store.jdbc;

import dev.demeanor.spi.Provider;

class JdbcSecurityEventStoreProviderTest extends JdbcProviderTck {
  @Override
  protected Provider newProvider() {
    return new JdbcSecurityEventStoreProvider();
  }
}
