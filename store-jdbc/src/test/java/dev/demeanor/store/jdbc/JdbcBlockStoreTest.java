package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.tck.BlockStoreTck;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of the contract on every database. */
class JdbcBlockStoreTest {

  private static BlockStore open(TestDatabase database, Clock clock) {
    return new JdbcBlockStoreProvider().open(database.options(clock));
  }

  @Nested
  class OnH2 extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return open(TestDatabase.H2, clock);
    }
  }

  @Nested
  class OnPostgreSql extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return open(TestDatabase.POSTGRESQL, clock);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends BlockStoreTck {
    @Override
    protected BlockStore newStore(Clock clock) {
      return open(TestDatabase.MARIADB, clock);
    }
  }
}
