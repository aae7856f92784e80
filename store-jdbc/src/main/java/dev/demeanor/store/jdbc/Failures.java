package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;

/** What kind of failure an {@link SQLException} tells of, by its class and SQLState. */
final class Failures {

  /** Deadlock, serialization failure, lock not available, lock timeout. */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "55P03", "HYT00");

  /** Server is shutting down, crashed, or not ready yet. */
  private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03");

  /** H2: row changed by another; MariaDB: lock wait timeout, record changed since last read. */
  private static final Set<Integer> TRY_AGAIN_CODES = Set.of(90131, 1205, 1020);

  /** H2: connection is broken, database is closing or closed. */
  private static final Set<Integer> GONE_CODES = Set.of(90067, 90121, 90098);

  /** Table not found: PostgreSQL, MariaDB and H2, H2 with and without suggestions. */
  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

  private static final int MARIADB_DUPLICATE = 1062;

  /** Classes of SQLState whose messages may quote the values of a row. */
  private static final Set<String> QUOTING = Set.of("22", "23", "HY");

  /** Classes of SQLState for values that the table does not take: data exception, constraint. */
  private static final Set<String> REFUSED = Set.of("22", "23");

  private Failures() {}

  /** Nothing was changed, and the same again may well succeed. */
  static boolean isTransient(SQLException e) {
    return any(
        e,
        x ->
            TRY_AGAIN.contains(state(x))
                || TRY_AGAIN_CODES.contains(x.getErrorCode())
                || x instanceof SQLTransientException
                    && !(x instanceof SQLTimeoutException)
                    && !(x instanceof SQLTransientConnectionException));
  }

  /** The connection is gone; what was under way may or may not have happened. */
  static boolean isConnection(SQLException e) {
    return any(
        e,
        x ->
            state(x).startsWith("08")
                || SERVER_GONE.contains(state(x))
                || GONE_CODES.contains(x.getErrorCode())
                || x instanceof SQLNonTransientConnectionException
                || x instanceof SQLTransientConnectionException
                || x instanceof SQLRecoverableException);
  }

  /** A row with this key is there already. */
  static boolean isDuplicate(SQLException e) {
    return any(
        e,
        x ->
            state(x).equals("23505")
                || x.getErrorCode() == MARIADB_DUPLICATE
                    && (state(x).startsWith("23")
                        || x instanceof SQLIntegrityConstraintViolationException));
  }

  static boolean isNoTable(SQLException e) {
    return any(e, x -> NO_TABLE.contains(state(x)));
  }

  /**
   * Says what could not be done. The cause is kept unless its message may quote what was to be
   * stored. Values that the table does not take are a {@link RefusedException}.
   */
  static StoreException toStoreException(String what, SQLException e) {
    if (any(e, x -> REFUSED.stream().anyMatch(state(x)::startsWith))) {
      return new RefusedException(
          "cannot " + what + ": " + e.getClass().getSimpleName() + " " + e.getSQLState());
    }
    boolean quoting = any(e, x -> QUOTING.stream().anyMatch(state(x)::startsWith));
    String reason = quoting || e.getMessage() == null ? "" : ": " + e.getMessage();
    return new StoreException(
        "cannot " + what + ": " + e.getClass().getSimpleName() + " " + e.getSQLState() + reason,
        quoting ? null : e);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** Looks at the exception, those chained to it (a batch) and its causes, within a bound. */
  private static boolean any(SQLException e, Predicate<SQLException> condition) {
    SQLException next = e;
    for (int depth = 0; next != null && depth < 20; depth++) {
      if (condition.test(next)
          || next.getCause() instanceof SQLException cause && condition.test(cause)) {
        return true;
      }
      next = next.getNextException();
    }
    return false;
  }
}
