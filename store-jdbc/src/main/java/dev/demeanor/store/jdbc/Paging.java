package dev.demeanor.store.jdbc;

/** What reading and deleting in bounded pieces have in common. */
final class Paging {

  private static final int PIECE = 1_000;

  private Paging() {}

  static void checkLimit(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException("limit must be 1 to " + max + ", was " + limit);
    }
  }

  /** Deletes rows with the key tenant, id, each piece in a short transaction of its own. */
  static int deleteInPieces(
      Database database, String what, String table, String condition, Object parameter) {
    String sql =
        "DELETE FROM "
            + table
            + " WHERE (tenant, id) IN (SELECT tenant, id FROM (SELECT tenant, id FROM "
            + table
            + " WHERE "
            + condition
            + " LIMIT "
            + PIECE
            + ") AS piece)";
    int total = 0;
    int deleted;
    do {
      deleted = database.writeOnce(what, call -> call.update(sql, parameter));
      total += deleted;
    } while (deleted == PIECE);
    return total;
  }
}
