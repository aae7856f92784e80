package dev.demeanor.store.jdbc;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Runs the calls of a store: one connection each, a bound on the time, and a few attempts where
 * nothing can go wrong by trying again. Thread-safe.
 */
final class Database implements AutoCloseable {

  /** Work on a connection. */
  interface Work<T> {
    T run(Call call) throws SQLException;
  }

  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final int NETWORK_GRACE_MILLIS = 1_000;

  private final DataSource dataSource;
  private final Duration timeout;
  private final int attempts;
  private final boolean syncs;
  private final boolean onMariaDb;
  private volatile boolean closed;

  /**
   * Makes it.
   *
   * @param timeout for one call, attempts and pauses together
   * @param attempts how often a call is tried, at least 1
   * @param syncs whether a commit that must be durable needs {@code CHECKPOINT SYNC} of H2
   */
  Database(DataSource dataSource, Duration timeout, int attempts, boolean syncs) {
    this(dataSource, timeout, attempts, syncs, false);
  }

  /**
   * Makes it.
   *
   * @param onMariaDb whether it is MariaDB: see {@link #fixed}
   */
  Database(
      DataSource dataSource, Duration timeout, int attempts, boolean syncs, boolean onMariaDb) {
    this.onMariaDb = onMariaDb;
    this.dataSource = dataSource;
    this.timeout = timeout;
    this.attempts = attempts;
    this.syncs = syncs;
  }

  /**
   * Returns columns that have one value in a query, for the beginning of its ORDER BY. H2 sees only
   * with them that an index has the order already. MariaDB sees it only without them where a
   * connection has another collation than the columns, as its driver's have: there it is empty.
   */
  String fixed(String columns) {
    return onMariaDb ? "" : columns;
  }

  /** Runs work that changes nothing. */
  <T> T read(String what, Work<T> work) {
    return run(
        what,
        true,
        (connection, call, unsure) -> {
          connection.setAutoCommit(true);
          return work.run(call);
        });
  }

  /**
   * Runs work in one transaction that is safe to repeat: when the answer to the commit was lost, it
   * is done again.
   */
  <T> T write(String what, Work<T> work) {
    return run(what, true, (connection, call, unsure) -> commit(connection, call, unsure, work));
  }

  /** Runs work in one transaction whose answer would be another the second time. */
  <T> T writeOnce(String what, Work<T> work) {
    return run(what, false, (connection, call, unsure) -> commit(connection, call, unsure, work));
  }

  /** Brings what was committed from the buffers of the operating system to the disk. */
  void sync() {
    if (syncs) {
      read("sync", call -> call.update("CHECKPOINT SYNC"));
    }
  }

  private interface Attempt<T> {
    T run(Connection connection, Call call, boolean[] unsure) throws SQLException;
  }

  private static <T> T commit(Connection connection, Call call, boolean[] unsure, Work<T> work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      T answer = work.run(call);
      unsure[0] = true; // until commit returns nobody knows
      connection.commit();
      return answer;
    } catch (SQLException | RuntimeException e) {
      rollback(connection, e);
      throw e;
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e); // the connection is gone, and the transaction with it
    }
  }

  private <T> T run(String what, boolean repeatable, Attempt<T> attempt) {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (int number = 1; ; number++) {
      if (closed) {
        throw new StoreException("cannot " + what + ": the store is closed", null);
      }
      boolean[] unsure = new boolean[1];
      try {
        return once(attempt, unsure, deadline, number);
      } catch (SQLException e) {
        if (Failures.isDuplicate(e)) {
          throw new DuplicateKey();
        }
        boolean again =
            Failures.isTransient(e) || Failures.isConnection(e) && (repeatable || !unsure[0]);
        if (!again || number >= attempts || !pause(number, deadline)) {
          throw Failures.toStoreException(what, e);
        }
      } catch (IllegalArgumentException | CorruptStateException e) { // not written by this library
        throw new StoreException("cannot " + what + ": a row is damaged", e);
      }
    }
  }

  private <T> T once(Attempt<T> attempt, boolean[] unsure, long deadline, int number)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      int networkTimeout = limit(connection, deadline);
      try {
        return attempt.run(connection, new Call(connection, deadline, number), unsure);
      } finally {
        restore(connection, autoCommit, networkTimeout);
      }
    }
  }

  /** Bounds the wait for a server that has stopped answering; returns the bound it had. */
  private static int limit(Connection connection, long deadline) throws SQLException {
    int before = connection.getNetworkTimeout();
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    connection.setNetworkTimeout(
        Runnable::run, (int) Math.max(1, Math.min(Integer.MAX_VALUE, left + NETWORK_GRACE_MILLIS)));
    return before;
  }

  private static void restore(Connection connection, boolean autoCommit, int networkTimeout) {
    try {
      connection.setAutoCommit(autoCommit);
      connection.setNetworkTimeout(Runnable::run, networkTimeout);
    } catch (SQLException e) {
      // the connection is gone: its pool finds out when it is handed back
    }
  }

  /** Waits a little longer each time; returns false when there is no time left for that. */
  private static boolean pause(int number, long deadline) {
    long millis = FIRST_PAUSE_MILLIS << Math.min(number - 1, 6);
    millis += ThreadLocalRandom.current().nextLong(millis + 1); // so that rivals part
    if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis) >= deadline) {
      return false;
    }
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    if (dataSource instanceof EmbeddedH2 embedded) {
      embedded.close();
    }
  }
}
