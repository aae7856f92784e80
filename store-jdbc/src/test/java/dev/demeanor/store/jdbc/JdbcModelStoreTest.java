package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.tck.ModelStoreTck;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of the contract on every database. */
class JdbcModelStoreTest {

  private static ModelStore open(TestDatabase database) {
    return new JdbcModelStoreProvider().open(database.options());
  }

  @Nested
  class OnH2 extends ModelStoreTck {
    @Override
    protected ModelStore newStore() {
      return open(TestDatabase.H2);
    }
  }

  @Nested
  class OnPostgreSql extends ModelStoreTck {
    @Override
    protected ModelStore newStore() {
      return open(TestDatabase.POSTGRESQL);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends ModelStoreTck {
    @Override
    protected ModelStore newStore() {
      return open(TestDatabase.MARIADB);
    }
  }
}
