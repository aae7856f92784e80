package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.tck.ChainKeeperTck;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of chains on every database. */
class JdbcChainKeeperTest {

  /** The tests of the contract, given a database. */
  abstract static class OnDatabase extends ChainKeeperTck {

    private final TestDatabase database;
    private ProviderOptions options = ProviderOptions.none();

    OnDatabase(TestDatabase database) {
      this.database = database;
    }

    @Override
    protected ChainKeeper newKeeper() {
      options = database.options();
      return open();
    }

    @Override
    protected ChainKeeper reopen(ChainKeeper keeper) {
      keeper.close();
      return open();
    }

    private ChainKeeper open() {
      return (ChainKeeper) new JdbcAuditSinkProvider().open(options);
    }
  }

  @Nested
  class OnH2 extends OnDatabase {
    OnH2() {
      super(TestDatabase.H2);
    }
  }

  @Nested
  class OnPostgreSql extends OnDatabase {
    OnPostgreSql() {
      super(TestDatabase.POSTGRESQL);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends OnDatabase {
    OnMariaDb() {
      super(TestDatabase.MARIADB);
    }
  }
}
