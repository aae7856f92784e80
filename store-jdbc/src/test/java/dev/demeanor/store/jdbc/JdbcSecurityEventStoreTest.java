package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventStore;
import dev.demeanor.tck.SecurityEventStoreTck;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The rules of the contract on every database. */
class JdbcSecurityEventStoreTest {

  private static SecurityEventStore open(TestDatabase database, Clock clock) {
    return new JdbcSecurityEventStoreProvider().open(database.options(clock));
  }

  /** The tests of the contract, with an event that no column takes. */
  abstract static class OnDatabase extends SecurityEventStoreTck {
    @Override
    protected Optional<SecurityEvent> newRefusedEvent() {
      return Optional.of(
          SecurityEvent.pending("e\0", "default", "TEST", Instant.EPOCH, "subject", null, null));
    }
  }

  @Nested
  class OnH2 extends OnDatabase {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return open(TestDatabase.H2, clock);
    }
  }

  @Nested
  class OnPostgreSql extends OnDatabase {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return open(TestDatabase.POSTGRESQL, clock);
    }
  }

  @Nested
  @EnabledIfSystemProperty(named = TestDatabase.MARIADB_URL, matches = ".+")
  class OnMariaDb extends OnDatabase {
    @Override
    protected SecurityEventStore newStore(Clock clock) {
      return open(TestDatabase.MARIADB, clock);
    }
  }
}
