package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.SecurityEventStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Security events in a table, their adjudication in columns of its names. Thread-safe. */
final class JdbcSecurityEventStore implements SecurityEventStore {

  private static final String COLUMNS =
      "tenant, id, kind, at_micros, subject_key, session_key, record_id,"
          + " adjudication_status, decision, reviewer_id, reviewer_notes, version";
  private static final String KEY = " WHERE tenant = ? AND id = ?";

  private final Database database;
  private final String table;
  private final String insert;
  private final String select;
  private final String update;

  JdbcSecurityEventStore(Database database, String prefix) {
    this.database = database;
    table = prefix + "security_event";
    insert =
        "INSERT INTO " + table + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    select = "SELECT " + COLUMNS + " FROM " + table;
    update =
        "UPDATE "
            + table
            + " SET adjudication_status = ?, decision = ?, reviewer_id = ?, reviewer_notes = ?,"
            + " version = ?"
            + KEY
            + " AND version = ?";
  }

  @Override
  public void record(SecurityEvent event) {
    @Nullable Object[] row =
        Keys.join(
            new Object[] {
              Column.text("tenant", event.tenant(), Column.NAME),
              Column.text("event id", event.id(), Column.NAME),
              event.kind(),
              Micros.floor(event.at()),
              Column.text("subjectKey", event.subjectKey(), Column.NAME),
              Column.optionalText("sessionKey", event.sessionKey(), Column.NAME),
              Column.optionalText("recordId", event.recordId(), Column.NAME)
            },
            Keys.join(judgement(event.adjudication()), event.version()));
    try {
      database.write("record a security event", call -> call.update(insert, row));
    } catch (DuplicateKey e) {
      // it is kept already, perhaps with a judgement: the first one stays
    }
    database.sync();
  }

  private static @Nullable Object[] judgement(Adjudication adjudication) {
    Adjudication.Decision decision = adjudication.decision();
    return new @Nullable Object[] {
      adjudication.status().text(),
      decision == null ? null : decision.text(),
      Column.optionalText("reviewerId", adjudication.reviewerId(), Column.NAME),
      Column.optionalText("reviewerNotes", adjudication.reviewerNotes(), Column.WORDS)
    };
  }

  @Override
  public Optional<SecurityEvent> find(String tenant, String id) {
    return database.read("find a security event", call -> find(call, tenant, id));
  }

  private Optional<SecurityEvent> find(Call call, String tenant, String id) throws SQLException {
    return query(call, select + KEY, tenant, id).stream().findFirst();
  }

  @Override
  public SaveResult adjudicate(
      String tenant, String id, Adjudication adjudication, long expectedVersion) {
    @Nullable Object[] row =
        Keys.join(judgement(adjudication), expectedVersion + 1, tenant, id, expectedVersion);
    SaveResult result =
        database.write(
            "adjudicate a security event",
            call -> {
              if (call.update(update, row) == 1) {
                return new SaveResult.Saved(expectedVersion + 1);
              }
              Optional<SecurityEvent> stored = find(call, tenant, id);
              boolean ours =
                  call.isRepeated()
                      && stored
                          .filter(event -> event.version() == expectedVersion + 1)
                          .filter(event -> event.adjudication().equals(adjudication))
                          .isPresent();
              return ours
                  ? new SaveResult.Saved(expectedVersion + 1) // the first answer was lost
                  : new SaveResult.Conflict(stored.map(SecurityEvent::version).orElse(0L));
            });
    database.sync();
    return result;
  }

  @Override
  public List<SecurityEvent> page(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit) {
    Paging.checkLimit(limit, MAX_PAGE);
    Page page = page(filter, after);
    String sql = page.sql + limit;
    return database.read(
        "list security events", call -> query(call, sql, page.conditions.parameters()));
  }

  /** A query that wants only a limit, and what it asks for. */
  record Page(String sql, Conditions conditions) {}

  /** Returns the query of a page: it begins with the columns of an index, in the index's order. */
  Page page(SecurityEventFilter filter, SecurityEvent.@Nullable Position after) {
    Conditions conditions = new Conditions().add("tenant = ?", filter.tenant());
    conditions.addIfGiven("subject_key = ?", filter.subjectKey());
    conditions.addIfGiven("kind = ?", filter.kind());
    Adjudication.Status status = filter.status();
    conditions.addIfGiven("adjudication_status = ?", status == null ? null : status.text());
    Instant from = filter.from();
    conditions.addIfGiven("at_micros >= ?", from == null ? null : Micros.floor(from));
    Instant until = filter.until();
    conditions.addIfGiven("at_micros < ?", until == null ? null : Micros.floor(until));
    // says nothing that is not said otherwise, but has H2 choose the index with the time in it
    conditions.add("at_micros <= ?", after == null ? Long.MAX_VALUE : Micros.floor(after.at()));
    if (after != null) {
      long at = Micros.floor(after.at());
      conditions.add("(at_micros < ? OR at_micros = ? AND id < ?)", at, at, after.id());
    }
    boolean ofSubject = filter.subjectKey() != null;
    String order =
        " ORDER BY "
            + database.fixed(ofSubject ? "tenant DESC, subject_key DESC, " : "tenant DESC, ")
            + "at_micros DESC, id DESC LIMIT ";
    return new Page(select + conditions.where() + order, conditions);
  }

  private static List<SecurityEvent> query(Call call, String sql, Object... parameters)
      throws SQLException {
    List<SecurityEvent> events = new ArrayList<>();
    try (PreparedStatement statement = call.prepare(sql, parameters);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        events.add(read(row));
      }
    }
    return events;
  }

  private static SecurityEvent read(ResultSet row) throws SQLException {
    String decision = row.getString("decision");
    return new SecurityEvent(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("kind"),
        Micros.instant(row.getLong("at_micros")),
        row.getString("subject_key"),
        row.getString("session_key"),
        row.getString("record_id"),
        new Adjudication(
            Adjudication.Status.valueOf(upper(row.getString("adjudication_status"))),
            decision == null ? null : Adjudication.Decision.valueOf(upper(decision)),
            row.getString("reviewer_id"),
            row.getString("reviewer_notes")),
        row.getLong("version"));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  @Override
  public int erase(String tenant, String subjectKey) {
    return database.writeOnce(
        "erase a subject",
        call ->
            call.update(
                "DELETE FROM " + table + " WHERE tenant = ? AND subject_key = ?",
                tenant,
                subjectKey));
  }

  @Override
  public int deleteBefore(Instant time) {
    return Paging.deleteInPieces(
        database, "delete old security events", table, "at_micros < ?", Micros.floor(time));
  }

  @Override
  public void close() {
    database.close();
  }
}
