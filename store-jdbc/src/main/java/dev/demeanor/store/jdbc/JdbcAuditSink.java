package dev.demeanor.store.jdbc;

import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.ChainKeeper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Audit records in two tables: what is looked for in columns, and beside them chained records as
 * their line, others in their stored form. Callers that come at one moment share a transaction;
 * what must be durable is synced before {@link #append} returns. Thread-safe.
 */
final class JdbcAuditSink implements ChainKeeper, AuditReader {

  private final Database database;
  private final String tenant;
  private static final int PAGE = 500;

  private final String select;
  private final String selectOfSubject;
  private final ChainTable chains;
  private final IdempotentInsert insert;
  private final GroupCommit<AuditRecord> commits;

  /**
   * Makes it.
   *
   * @param tenant tenant of the records that name none
   * @param patience how long a caller waits for its turn
   */
  JdbcAuditSink(Database database, String prefix, String tenant, Duration patience) {
    this.database = database;
    this.tenant = Column.text("tenant", tenant, Column.NAME);
    String table = prefix + "audit";
    selectOfSubject =
        "SELECT seq, payload FROM "
            + table
            + " WHERE seq > ? AND subject_key = ? ORDER BY seq LIMIT ?";
    chains = new ChainTable(database, prefix);
    select = "SELECT seq, payload FROM " + table + " WHERE seq > ? ORDER BY seq LIMIT ?";
    insert =
        new IdempotentInsert(
            database,
            "append audit records",
            insert(prefix),
            "SELECT COUNT(*) FROM " + table + " WHERE id = ?");
    commits = new GroupCommit<>(this::write, patience);
  }

  /** Returns the statement that inserts a {@link #row}. */
  static String insert(String prefix) {
    return "INSERT INTO "
        + prefix
        + "audit (id, tenant, kind, at_micros, subject_key, session_key, payload,"
        + " correlation_id, segment, verdict, computed, trust)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  }

  @Override
  public void append(List<AuditRecord> records) {
    commits.write(List.copyOf(records));
  }

  private void write(List<AuditRecord> records) {
    Map<List<String>, @Nullable Object[]> rows = new LinkedHashMap<>();
    List<AuditRecord.Chained> links = new ArrayList<>();
    boolean durable = false;
    for (AuditRecord record : records) {
      if (record instanceof AuditRecord.Chained link) {
        links.add(link);
      } else {
        rows.putIfAbsent(List.of(record.id()), row(record));
      }
      durable |= record.mustBeDurable();
    }
    if (!rows.isEmpty() || links.isEmpty()) {
      insert.run(rows);
    }
    chains.append(links, this::chainColumns);
    if (durable) {
      database.sync();
    }
  }

  @Nullable Object[] row(AuditRecord record) {
    byte[] payload = Column.bytes("record", RecordCodec.write(record));
    return Keys.join(
        Keys.join(RecordColumns.head(record, tenant), payload), RecordColumns.decision(record));
  }

  private @Nullable Object[] chainColumns(AuditRecord record) {
    return Keys.join(RecordColumns.head(record, tenant), RecordColumns.decision(record));
  }

  /** What stands at one place of the table. */
  record Stored(long sequence, AuditRecord record) {}

  /** Returns at most {@code limit} records that stand after this place, in the order kept. */
  List<Stored> read(long after, int limit) {
    return database.read("read audit records", call -> stored(call.prepare(select, after, limit)));
  }

  @Override
  public List<String> latest(String node, int atMost) {
    return chains.latest(node, atMost);
  }

  @Override
  public void ofSubject(String subjectKey, AuditReader.Reader reader) {
    long after = 0;
    List<Stored> page;
    do {
      page = page(after, subjectKey);
      for (Stored stored : page) {
        reader.record(stored.record);
        after = stored.sequence;
      }
    } while (!page.isEmpty());
    chains.ofSubject(subjectKey, reader::line);
  }

  private List<Stored> page(long after, String subjectKey) {
    return database.read(
        "read audit records of a subject",
        call -> stored(call.prepare(selectOfSubject, after, subjectKey, PAGE)));
  }

  private static List<Stored> stored(PreparedStatement prepared) throws SQLException {
    List<Stored> records = new ArrayList<>();
    try (PreparedStatement statement = prepared;
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        records.add(new Stored(row.getLong(1), RecordCodec.read(row.getBytes(2))));
      }
    }
    return records;
  }

  @Override
  public void close() {
    database.close();
  }
}
