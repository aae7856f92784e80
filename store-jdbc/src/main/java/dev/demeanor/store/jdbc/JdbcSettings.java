package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What all stores of this module can be told.
 *
 * @param prefix begins the name of every table
 * @param initializeSchema whether opening may change tables
 * @param timeout bounds one call
 * @param attempts how often a call is tried
 * @param options where the rest comes from
 */
record JdbcSettings(
    String prefix,
    InitializeSchema initializeSchema,
    Duration timeout,
    int attempts,
    ProviderOptions options) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

  static JdbcSettings of(ProviderOptions options) {
    Duration timeout = options.getDuration("timeout", DEFAULT_TIMEOUT);
    if (timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "timeout must be at most " + MAX_TIMEOUT + ", was " + options.find("timeout").orElse(""));
    }
    return new JdbcSettings(
        JdbcSchema.checkPrefix(options.find("table-prefix").orElse(JdbcSchema.DEFAULT_PREFIX)),
        options
            .find("initialize-schema")
            .map(InitializeSchema::of)
            .orElse(InitializeSchema.EMBEDDED),
        timeout,
        1 + options.getInt("retries", 3, 0, 100),
        options);
  }

  /** Opens the database, with its tables as this library needs them. */
  Database open() {
    Optional<DataSource> given = options.find(DataSource.class);
    DataSource dataSource = given.isPresent() ? given.get() : EmbeddedH2.open(file());
    try {
      JdbcSchema.of(dataSource, prefix).prepare(initializeSchema);
      return new Database(
          dataSource, timeout, attempts, makeDurable(dataSource), isMariaDb(dataSource));
    } catch (RuntimeException e) {
      if (dataSource instanceof EmbeddedH2 embedded) {
        embedded.close();
      }
      throw e;
    }
  }

  private String file() {
    return options
        .find("file")
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "jdbc needs a javax.sql.DataSource among the host's objects, or the setting"
                        + " \"file\" for an embedded H2 database; both were missing"));
  }

  private static boolean isMariaDb(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return Dialect.of(connection) == Dialect.MARIADB;
    } catch (SQLException e) {
      throw Failures.toStoreException("ask the database for its name", e);
    }
  }

  /** Has H2 write each commit at once; returns whether it must be told to sync as well. */
  private static boolean makeDurable(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      if (!Dialect.isEmbeddedFile(connection)) {
        return false;
      }
      try (var statement = connection.createStatement()) {
        statement.execute("SET WRITE_DELAY 0");
      }
      return true;
    } catch (SQLException e) {
      throw Failures.toStoreException(
          "have H2 write commits at once (add ;WRITE_DELAY=0 to its URL and let its user set it)",
          e);
    }
  }
}
