package dev.demeanor.store.jdbc;

import dev.demeanor.decision.Decision;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Audit records in a table: what is looked for in columns, the whole record in its stored form
 * beside them. Callers that come at one moment share a transaction; what must be durable is synced
 * before {@link #append} returns. Thread-safe.
 */
final class JdbcAuditSink implements AuditSink {

  private final Database database;
  private final String tenant;
  private final String select;
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
    boolean durable = false;
    for (AuditRecord record : records) {
      rows.putIfAbsent(List.of(record.id()), row(record));
      durable |= record.mustBeDurable();
    }
    insert.run(rows);
    if (durable) {
      database.sync();
    }
  }

  @Nullable Object[] row(AuditRecord record) {
    String subjectKey = null;
    String sessionKey = null;
    @Nullable Object[] decision = new @Nullable Object[5];
    if (record instanceof AuditRecord.Decided decided) {
      subjectKey = decided.subjectKey();
      sessionKey = decided.decision().sessionKey();
      decision = columns(decided);
    } else if (record instanceof AuditRecord.Repeated repeated) {
      subjectKey = repeated.subjectKey();
      sessionKey = repeated.sessionKey();
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      subjectKey = feedback.subjectKey();
      sessionKey = feedback.sessionKey();
    } else if (record instanceof AuditRecord.Erased erased) {
      subjectKey = erased.subjectKey();
    } else if (record instanceof AuditRecord.ConsentChanged consent) {
      subjectKey = consent.subjectKey();
    } else if (record instanceof AuditRecord.Adjudicated judged) {
      subjectKey = judged.subjectKey();
      sessionKey = judged.sessionKey();
    } else if (record instanceof AuditRecord.FactorRefused refused) {
      subjectKey = refused.subjectKey();
    }
    @Nullable Object[] row =
        new @Nullable Object[] {
          Column.text("record id", record.id(), Column.RECORD_ID),
          tenant(record),
          RecordCodec.kind(record),
          Micros.floor(record.at()),
          Column.optionalText("subjectKey", subjectKey, Column.NAME),
          Column.optionalText("sessionKey", sessionKey, Column.NAME),
          Column.bytes("record", RecordCodec.write(record))
        };
    return Keys.join(row, decision);
  }

  private static @Nullable Object[] columns(AuditRecord.Decided decided) {
    Decision decision = decided.decision();
    return new @Nullable Object[] {
      Column.optionalText("correlationId", decided.correlationId(), Column.NAME),
      Column.text("segment", decided.segment(), Column.NAME),
      decision.verdict().name(),
      decision.computedVerdict().name(),
      decision.trust()
    };
  }

  private String tenant(AuditRecord record) {
    String own = record.tenant();
    return own == null ? tenant : Column.text("tenant", own, Column.NAME);
  }

  /** What stands at one place of the table. */
  record Stored(long sequence, AuditRecord record) {}

  /** Returns at most {@code limit} records that stand after this place, in the order kept. */
  List<Stored> read(long after, int limit) {
    return database.read(
        "read audit records",
        call -> {
          List<Stored> records = new ArrayList<>();
          try (PreparedStatement statement = call.prepare(select, after, limit);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              records.add(new Stored(row.getLong(1), RecordCodec.read(row.getBytes(2))));
            }
          }
          return records;
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
