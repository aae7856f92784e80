package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows in one transaction, all or none, and leaves out those whose key is there already.
 * Rows are sent as one batch in the hope that all are new, which costs nothing extra; only when the
 * database says that one is not are they looked up. Thread-safe.
 */
final class IdempotentInsert {

  private static final int BATCH = 500;

  /** Each time somebody else was faster with some of the rows. */
  private static final int ROUNDS = 8;

  private final Database database;
  private final String what;
  private final String insert;
  private final String count;

  /**
   * Makes it.
   *
   * @param insert statement that inserts a row
   * @param count query that answers how many rows have a key
   */
  IdempotentInsert(Database database, String what, String insert, String count) {
    this.database = database;
    this.what = what;
    this.insert = insert;
    this.count = count;
  }

  /** Inserts rows by their keys; takes from the map what is there already. */
  void run(Map<List<String>, @Nullable Object[]> rows) {
    for (int round = 1; !rows.isEmpty(); round++) {
      try {
        database.write(what, call -> insert(call, rows));
        return;
      } catch (DuplicateKey e) {
        if (round == ROUNDS) {
          throw new StoreException("cannot " + what + ": others insert the same rows", e);
        }
        rows.keySet().removeAll(stored(rows));
      }
    }
    database.read(what, call -> 0); // nothing to do still needs an open store
  }

  private int insert(Call call, Map<List<String>, @Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement statement = call.prepare(insert)) {
      Iterator<@Nullable Object[]> left = rows.values().iterator();
      while (left.hasNext()) {
        for (int i = 0; i < BATCH && left.hasNext(); i++) {
          Call.bind(statement, left.next());
          statement.addBatch();
        }
        statement.executeBatch();
      }
    }
    return rows.size();
  }

  private List<List<String>> stored(Map<List<String>, @Nullable Object[]> rows) {
    return database.read(
        what,
        call -> {
          List<List<String>> stored = new ArrayList<>();
          try (PreparedStatement statement = call.prepare(count)) {
            for (List<String> key : rows.keySet()) {
              Call.bind(statement, key.toArray());
              try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getInt(1) > 0) {
                  stored.add(key);
                }
              }
            }
          }
          return stored;
        });
  }
}
