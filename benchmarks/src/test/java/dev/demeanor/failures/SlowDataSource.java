package dev.demeanor.failures;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes every call wait for its connection while it is told to. */
final class SlowDataSource implements DataSource {

  private final DataSource target;
  private volatile long pauseNanos;

  SlowDataSource(DataSource target) {
    this.target = target;
  }

  void pause(long seconds) {
    pauseNanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  @Override
  public Connection getConnection() throws SQLException {
    long end = System.nanoTime() + pauseNanos;
    while (pauseNanos > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000);
    }
    return target.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
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
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return target.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
