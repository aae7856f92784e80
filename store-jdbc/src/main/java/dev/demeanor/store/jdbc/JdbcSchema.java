package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one prefix in a database, and their version. The scripts stand in the jar under
 * {@code dev/demeanor/store/jdbc/<database>}: {@code schema-N.sql} creates version N, {@code
 * upgrade-N-to-M.sql} and {@code downgrade-M-to-N.sql} go one version up or down. All can be run
 * again after they were interrupted. Thread-safe.
 */
public final class JdbcSchema {

  /** The version of the tables that this library works with. */
  public static final int VERSION = 2;

  /** Begins the names of tables unless configured otherwise, and in the scripts. */
  public static final String DEFAULT_PREFIX = "demeanor_";

  private static final Logger LOG = LoggerFactory.getLogger(JdbcSchema.class);
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

  /** Nodes that start at one moment all try; who comes second finds the work done. */
  private static final int ATTEMPTS = 10;

  private final DataSource dataSource;
  private final String prefix;

  private JdbcSchema(DataSource dataSource, String prefix) {
    this.dataSource = dataSource;
    this.prefix = prefix;
  }

  /**
   * Returns the tables of this prefix, whether they are there or not.
   *
   * @throws IllegalArgumentException if the prefix is not lower case letters, digits and
   *     underscores, 1 to 30 of them, beginning with a letter
   */
  public static JdbcSchema of(DataSource dataSource, String prefix) {
    return new JdbcSchema(dataSource, checkPrefix(prefix));
  }

  static String checkPrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "table-prefix must match " + PREFIX + ", was \"" + prefix + "\"");
    }
    return prefix;
  }

  /**
   * Returns the version of the tables, 0 when there are none.
   *
   * @throws StoreException if the database does not answer
   */
  public int version() {
    try (Connection connection = dataSource.getConnection()) {
      return version(connection);
    } catch (SQLException e) {
      throw Failures.toStoreException("read the schema version", e);
    }
  }

  private int version(Connection connection) throws SQLException {
    connection.setAutoCommit(true); // a table that is not there must not spoil a transaction
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version FROM " + prefix + "schema")) {
      return row.next() ? row.getInt(1) : 0;
    } catch (SQLException e) {
      if (Failures.isNoTable(e)) {
        return 0;
      }
      throw e;
    }
  }

  /**
   * Brings the tables to a version, up or down, one step after the other. Going down to version 1
   * keeps templates, blocks, audit records, security events and models, and deletes samples, which
   * version 1 could not erase.
   *
   * @throws IllegalArgumentException if the version is not 1 to {@link #VERSION}
   * @throws StoreException if the tables are newer than this library, or a script fails
   */
  public void migrate(int version) {
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "schema version must be 1 to " + VERSION + ", was " + version);
    }
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = dataSource.getConnection()) {
        migrate(connection, version);
        return;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS) {
          throw Failures.toStoreException("bring the schema to version " + version, e);
        }
        LOG.debug("schema change failed, looking again", e);
      }
    }
  }

  private void migrate(Connection connection, int target) throws SQLException {
    int version = version(connection);
    refuseNewer(version);
    Dialect dialect = Dialect.of(connection);
    while (version != target) {
      SqlScript script = SqlScript.load(dialect, nextScript(version, target));
      run(connection, script);
      int reached = version(connection);
      LOG.info("schema \"{}\" went from version {} to {}", prefix, version, reached);
      version = reached;
    }
  }

  /** One transaction where the database has such for tables; elsewhere each statement its own. */
  private void run(Connection connection, SqlScript script) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : script.statements(prefix)) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static String nextScript(int version, int target) {
    if (version == 0) {
      return "schema-" + target + ".sql";
    }
    return version < target
        ? "upgrade-" + version + "-to-" + (version + 1) + ".sql"
        : "downgrade-" + version + "-to-" + (version - 1) + ".sql";
  }

  /** Makes sure that the tables are what this library works with, or says what to do. */
  void prepare(InitializeSchema initialize) {
    int version = version();
    refuseNewer(version);
    if (version == VERSION) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      boolean allowed =
          initialize == InitializeSchema.ALWAYS
              || initialize == InitializeSchema.EMBEDDED && Dialect.isEmbedded(connection);
      if (!allowed) {
        throw outdated(version, Dialect.of(connection));
      }
    } catch (SQLException e) {
      throw Failures.toStoreException("read the schema version", e);
    }
    migrate(VERSION);
  }

  private StoreException outdated(int version, Dialect dialect) {
    return new StoreException(
        (version == 0
                ? "there are no tables \"" + prefix + "...\""
                : "tables \"" + prefix + "...\" have schema version " + version)
            + "; this library needs version "
            + VERSION
            + ". Run "
            + SqlScript.load(dialect, nextScript(version, VERSION)).path()
            + " from the jar"
            + (prefix.equals(DEFAULT_PREFIX)
                ? ""
                : " with \"" + DEFAULT_PREFIX + "\" replaced by \"" + prefix + "\"")
            + ", or set initialize-schema=always",
        null);
  }

  private void refuseNewer(int version) {
    if (version > VERSION) {
      throw new StoreException(
          "tables \""
              + prefix
              + "...\" have schema version "
              + version
              + "; this library knows versions up to "
              + VERSION
              + ". Use the newer demeanor-store-jdbc, or run its downgrade-"
              + version
              + "-to-"
              + (version - 1)
              + ".sql first",
          null);
    }
  }
}
