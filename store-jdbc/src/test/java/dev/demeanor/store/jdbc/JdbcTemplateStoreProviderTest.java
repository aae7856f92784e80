package dev.demeanor.store.jdbc;

import dev.demeanor.spi.Provider;

class JdbcTemplateStoreProviderTest extends JdbcProviderTck {
  @Override
  protected Provider newProvider() {
    return new JdbcTemplateStoreProvider();
  }
}
