package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.tck.SecurityEventStoreTck;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of the contract on every database. */
class JdbcSecurityEventStoreTest {

  private static SecurityEventStore open(TestDatabase database, Clock clock) {
    return new JdbcSecurityEventStoreProvider().open(database.options(clock));
  }

  @Nested
  class OnH2 extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return open(TestDatabase.H2, clock);
    }
  }

  @Nested
  class OnPostgreSql extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return open(TestDatabase.POSTGRESQL, clock);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends SecurityEventStoreTck {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return open(TestDatabase.MARIADB, clock);
    }
  }
}
