package dev.demeanor.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt at one call of a store: a connection, and the time by which it must be done. */
final class Call {

  private final Connection connection;
  private final long deadlineNanos;
  private final int attempt;

  Call(Connection connection, long deadlineNanos, int attempt) {
    this.connection = connection;
    this.deadlineNanos = deadlineNanos;
    this.attempt = attempt;
  }

  /** Returns a statement that gives up at the deadline; the caller closes it. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    long left = deadlineNanos - System.nanoTime();
    statement.setQueryTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left) + 1));
    return statement;
  }

  /** Returns a statement with its parameters set; the caller closes it. */
  PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = prepare(sql);
    try {
      bind(statement, parameters);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  /** Runs a statement and returns how many rows it changed. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Returns whether an earlier attempt may have done the work already. */
  boolean isRepeated() {
    return attempt > 1;
  }

  static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      @Nullable Object value = parameters[i];
      if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
