package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.tck.TemplateStoreTck;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of the contract on every database. */
class JdbcTemplateStoreTest {

  private static TemplateStore open(TestDatabase database, Clock clock) {
    return new JdbcTemplateStoreProvider().open(database.options(clock));
  }

  /** A store whose tables somebody has dropped. */
  private static Optional<TemplateStore> openFailing(TestDatabase database) {
    ProviderOptions options = database.options();
    TemplateStore store = new JdbcTemplateStoreProvider().open(options);
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE " + options.find("table-prefix").orElseThrow() + "template");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Optional.of(store);
  }

  @Nested
  class OnH2 extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return open(TestDatabase.H2, clock);
    }

    @Override
    protected Optional<TemplateStore> newFailingStore(Clock storeClock) {
      return openFailing(TestDatabase.H2);
    }
  }

  @Nested
  class OnPostgreSql extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return open(TestDatabase.POSTGRESQL, clock);
    }

    @Override
    protected Optional<TemplateStore> newFailingStore(Clock storeClock) {
      return openFailing(TestDatabase.POSTGRESQL);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends TemplateStoreTck {
    @Override
    protected TemplateStore newStore(Clock clock) {
      return open(TestDatabase.MARIADB, clock);
    }

    @Override
    protected Optional<TemplateStore> newFailingStore(Clock storeClock) {
      return openFailing(TestDatabase.MARIADB);
    }
  }
}
