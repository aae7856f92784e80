package dev.demeanor.store.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that is nothing but where connections come from. */
abstract class PlainDataSource implements DataSource {

  @Override
  public final Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public final @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public final void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public final void setLoginTimeout(int seconds) {}

  @Override
  public final int getLoginTimeout() {
    return 0;
  }

  @Override
  public final Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not wrapped");
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
