package dev.demeanor.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chained records by node and sequence; every byte of a line is kept. Thread-safe. */
final class ChainTable {

  private static final int BATCH = 500;

  /** Each time somebody else was faster with some of the rows. */
  private static final int ROUNDS = 8;

  private static final int NODE = 64;

  private final Database database;
  private final String table;
  private final String insert;

  /** A page in the order of a chain, of one node. */
  private final String inOrder;

  /** Which record of which node. */
  private record Place(String node, long sequence) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byNode = node.compareTo(other.node);
      return byNode == 0 ? Long.compare(sequence, other.sequence) : byNode;
    }
  }

  ChainTable(Database database, String prefix) {
    this.database = database;
    table = prefix + "chain";
    inOrder = " ORDER BY " + database.fixed("node, ") + "seq LIMIT 500";
    insert =
        "INSERT INTO "
            + table
            + " (node, seq, line, "
            + String.join(", ", RecordColumns.NAMES)
            + ")"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  }

  /**
   * Appends records, all or none; those that stand there already with the same text are harmless.
   *
   * @param columns what is looked for by, from the id on
   * @throws StoreException if another text stands at the place of one
   */
  void append(
      List<AuditRecord.Chained> links,
      java.util.function.Function<AuditRecord, @Nullable Object[]> columns) {
    Map<Place, @Nullable Object[]> rows = new TreeMap<>();
    for (AuditRecord.Chained link : links) {
      Place place = new Place(Column.text("node", link.node(), NODE), link.sequence());
      byte[] line = Column.bytes("record", link.text().getBytes(UTF_8));
      @Nullable Object[] row = rows.get(place);
      if (row != null && !(row[2] instanceof byte[] same && Arrays.equals(same, line))) {
        throw taken(place);
      }
      rows.put(
          place,
          Keys.join(new Object[] {place.node, place.sequence, line}, columns.apply(link.record())));
    }
    for (int round = 1; !rows.isEmpty(); round++) {
      try {
        int unused = database.write("append chained records", call -> insert(call, rows.values()));
        return;
      } catch (DuplicateKey e) {
        if (round == ROUNDS) {
          throw new StoreException("cannot append chained records: others insert the same", e);
        }
        removeStored(rows);
      }
    }
  }

  private int insert(Call call, Collection<@Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement statement = call.prepare(insert)) {
      Iterator<@Nullable Object[]> left = rows.iterator();
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

  /** Takes out what stands there already, and refuses what stands there otherwise. */
  private void removeStored(Map<Place, @Nullable Object[]> rows) {
    String sql = "SELECT line FROM " + table + " WHERE node = ? AND seq = ?";
    int unused =
        database.read(
            "look up chained records",
            call -> {
              Iterator<Map.Entry<Place, @Nullable Object[]>> each = rows.entrySet().iterator();
              while (each.hasNext()) {
                Map.Entry<Place, @Nullable Object[]> row = each.next();
                byte[] stored = line(call, sql, row.getKey());
                if (stored != null) {
                  if (!(row.getValue()[2] instanceof byte[] line && Arrays.equals(line, stored))) {
                    throw taken(row.getKey());
                  }
                  each.remove();
                }
              }
              return 0;
            });
  }

  private static byte @Nullable [] line(Call call, String sql, Place place) throws SQLException {
    try (PreparedStatement statement = call.prepare(sql, place.node, place.sequence);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  private static StoreException taken(Place place) {
    return new StoreException(
        "record "
            + place.sequence
            + " of node "
            + place.node
            + " is kept with another text; does another process write the same chain?"
            + " Give each node a name of its own",
        null);
  }

  List<String> latest(String node, int atMost) {
    String sql =
        "SELECT line FROM "
            + table
            + " WHERE node = ? ORDER BY "
            + database.fixed("node DESC, ")
            + "seq DESC LIMIT "
            + atMost;
    return database.read(
        "read the end of a chain",
        call -> {
          List<String> lines = new ArrayList<>();
          try (PreparedStatement statement = call.prepare(sql, node);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              lines.add(new String(row.getBytes(1), UTF_8));
            }
          }
          Collections.reverse(lines);
          return lines;
        });
  }

  List<String> nodes() {
    return database.read(
        "name the nodes of chains",
        call -> {
          List<String> nodes = new ArrayList<>();
          try (PreparedStatement statement =
                  call.prepare("SELECT DISTINCT node FROM " + table + " ORDER BY node");
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              nodes.add(row.getString(1));
            }
          }
          return nodes;
        });
  }

  /** What stands at one place. */
  record Stored(long sequence, byte[] line) {}

  /** Returns records of a node behind a sequence, a page at most. */
  List<Stored> after(String node, long sequence) {
    String sql = "SELECT seq, line FROM " + table + " WHERE node = ? AND seq > ?" + inOrder;
    return database.read(
        "read a chain",
        call -> {
          List<Stored> page = new ArrayList<>();
          try (PreparedStatement statement = call.prepare(sql, node, sequence);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              page.add(new Stored(row.getLong(1), row.getBytes(2)));
            }
          }
          return page;
        });
  }

  /** What stands at one place, with the columns beside it in their order. */
  record Row(long sequence, byte[] line, @Nullable Object[] columns) {}

  /** Returns rows of a node behind a sequence, a page at most. */
  List<Row> rows(String node, long sequence) {
    String sql =
        "SELECT seq, line, "
            + String.join(", ", RecordColumns.NAMES)
            + " FROM "
            + table
            + " WHERE node = ? AND seq > ?"
            + inOrder;
    return database.read(
        "read a chain",
        call -> {
          List<Row> page = new ArrayList<>();
          try (PreparedStatement statement = call.prepare(sql, node, sequence);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              page.add(new Row(row.getLong(1), row.getBytes(2), columns(row)));
            }
          }
          return page;
        });
  }

  private static @Nullable Object[] columns(ResultSet row) throws SQLException {
    @Nullable Object[] columns = new @Nullable Object[RecordColumns.NAMES.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = row.getObject(i + 3);
    }
    return columns;
  }

  /** Hands over the lines about a subject, node by node. */
  void ofSubject(String subjectKey, Consumer<String> reader) {
    for (String node : nodes()) {
      String sql =
          "SELECT seq, line FROM "
              + table
              + " WHERE node = ? AND seq > ? AND subject_key = ?"
              + inOrder;
      long after = 0;
      List<Stored> page;
      do {
        long from = after;
        page = database.read("read a chain", call -> page(call, sql, node, from, subjectKey));
        for (Stored stored : page) {
          reader.accept(new String(stored.line, UTF_8));
          after = stored.sequence;
        }
      } while (!page.isEmpty());
    }
  }

  private static List<Stored> page(
      Call call, String sql, String node, long after, String subjectKey) throws SQLException {
    List<Stored> page = new ArrayList<>();
    try (PreparedStatement statement = call.prepare(sql, node, after, subjectKey);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        page.add(new Stored(row.getLong(1), row.getBytes(2)));
      }
    }
    return page;
  }
}
