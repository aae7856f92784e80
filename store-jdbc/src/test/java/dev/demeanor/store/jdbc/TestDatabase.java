package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Assumptions;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The databases the tests run on, each started at most once and by the tests themselves; MariaDB
 * only where the system property {@value #MARIADB_URL} says where one listens. Stores are kept
 * apart by their table prefix.
 */
enum TestDatabase {
  H2 {
    @Override
    ConnectionPoolDataSource start() throws IOException {
      Path folder = Files.createTempDirectory(Path.of("target"), "h2-");
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL("jdbc:h2:file:" + folder.toAbsolutePath().resolve("test") + ";LOCK_TIMEOUT=60000");
      h2.setUser("sa");
      return h2;
    }
  },

  POSTGRESQL {
    @Override
    ConnectionPoolDataSource start() throws IOException {
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
      source.setUrl(server.getJdbcUrl("postgres", "postgres"));
      return source;
    }
  },

  MARIADB {
    @Override
    boolean isThere() {
      return !System.getProperty(MARIADB_URL, "").isBlank();
    }

    @Override
    ConnectionPoolDataSource start() throws SQLException {
      return new MariaDbDataSource(System.getProperty(MARIADB_URL));
    }
  };

  /** A server that was killed reads its log again before it answers, on a slow disk for long. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Names the JDBC URL of a MariaDB for tests, with user and password. */
  static final String MARIADB_URL = "demeanor.mariadb.url";

  private static final int CONNECTIONS = 72;
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // set at first use
  private JdbcConnectionPool pool;

  abstract ConnectionPoolDataSource start() throws IOException, SQLException;

  boolean isThere() {
    return true;
  }

  /** Returns connections from a pool; starts the database if need be. */
  synchronized DataSource dataSource() {
    Assumptions.assumeTrue(isThere(), () -> name() + " runs with -D" + MARIADB_URL + "=...");
    if (pool == null) {
      try {
        pool = JdbcConnectionPool.create(start());
        pool.setMaxConnections(CONNECTIONS);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return pool;
  }

  /** Returns a prefix that no other test has. */
  static String newPrefix() {
    return "t" + PREFIXES.incrementAndGet() + "_" + ProcessHandle.current().pid() % 100_000 + "_";
  }

  /** Returns options that open a store apart from all others. */
  ProviderOptions options() {
    return ProviderOptions.none()
        .with(DataSource.class, dataSource())
        .with("table-prefix", newPrefix())
        .with("initialize-schema", "always")
        .with("timeout", "PT2M");
  }

  ProviderOptions options(Clock clock) {
    return options().with(Clock.class, clock);
  }
}
