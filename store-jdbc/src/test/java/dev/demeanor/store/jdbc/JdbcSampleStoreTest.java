package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.tck.SampleStoreTck;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of the contract on every database. */
class JdbcSampleStoreTest {

  private static SampleStore open(TestDatabase database, Clock clock) {
    return new JdbcSampleStoreProvider().open(database.options(clock));
  }

  @Nested
  class OnH2 extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return open(TestDatabase.H2, clock);
    }
  }

  @Nested
  class OnPostgreSql extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return open(TestDatabase.POSTGRESQL, clock);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends SampleStoreTck {
    @Override
    protected SampleStore newStore(Clock clock) {
      return open(TestDatabase.MARIADB, clock);
    }
  }
}
