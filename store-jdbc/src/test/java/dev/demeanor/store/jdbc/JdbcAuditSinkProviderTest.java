package dev.demeanor.store.jdbc;

import dev.demeanor.spi.Provider;

class JdbcAuditSinkProviderTest extends JdbcProviderTck {
  @Override
  protected Provider newProvider() {
    return new JdbcAuditSinkProvider();
  }
}
