package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An H2 database in a file, inside this process. Holds one connection so that the database stays
 * open; further ones are cheap then. Thread-safe.
 */
final class EmbeddedH2 implements DataSource, AutoCloseable {

  /**
   * A commit is written before it is acknowledged; nothing that a statement held goes to a trace
   * file; the database is closed by its owner and not by a shutdown hook that others still need it
   * in.
   */
  private static final String OPTIONS =
      ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=2000";

  private final String url;
  private final Connection keepsOpen;

  private EmbeddedH2(String url, Connection keepsOpen) {
    this.url = url;
    this.keepsOpen = keepsOpen;
  }

  static EmbeddedH2 open(String file) {
    String url = "jdbc:h2:file:" + path(file) + OPTIONS;
    try {
      return new EmbeddedH2(url, DriverManager.getConnection(url, "sa", ""));
    } catch (SQLException e) {
      throw new StoreException(
          "cannot open the H2 database in file \""
              + file
              + "\": "
              + e.getMessage()
              + ". Is com.h2database:h2 on the class path, and no other process using the file?",
          e);
    }
  }

  private static Path path(String file) {
    if (file.isBlank() || file.indexOf(';') >= 0) { // what follows would be read as H2 settings
      throw new IllegalArgumentException(
          "file must be a path without semicolons, was \"" + file + "\"");
    }
    try {
      return Path.of(file).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("file must be a path, was \"" + file + "\"", e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (keepsOpen.isClosed()) {
      throw new SQLException("the database was closed", "08003");
    }
    return DriverManager.getConnection(url, "sa", "");
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the embedded database has one user");
  }

  @Override
  public void close() {
    try {
      keepsOpen.close();
    } catch (SQLException e) {
      throw Failures.toStoreException("close the H2 database", e);
    }
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw new SQLException("is no " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
