package dev.demeanor.store.jdbc;

import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assessed windows in a table. Thread-safe. */
final class JdbcSampleStore implements SampleStore {

  private final Database database;
  private final Duration retention;
  private final String table;
  private final IdempotentInsert insert;

  JdbcSampleStore(Database database, String prefix, Duration retention) {
    this.database = database;
    this.retention = retention;
    table = prefix + "sample";
    insert =
        new IdempotentInsert(
            database,
            "append samples",
            "INSERT INTO "
                + table
                + " (tenant, id, at_micros, provenance, schema_hash, features,"
                + " account, modality, source, epoch, device)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            "SELECT COUNT(*) FROM " + table + " WHERE tenant = ? AND id = ?");
  }

  @Override
  public void append(List<Sample> samples) {
    Map<List<String>, @Nullable Object[]> rows = new LinkedHashMap<>();
    for (Sample sample : samples) {
      rows.putIfAbsent(List.of(sample.key().subject().tenant(), sample.id()), row(sample));
    }
    insert.run(rows);
  }

  private static @Nullable Object[] row(Sample sample) {
    Object[] key = Keys.parameters(sample.key());
    return new Object[] {
      key[0],
      Column.text("sample id", sample.id(), Column.NAME),
      Micros.floor(sample.at()),
      sample.provenance().name(),
      Column.text("schemaHash", sample.schemaHash(), Column.HASH),
      sample.features(),
      key[1],
      key[2],
      key[3],
      key[4],
      key[5]
    };
  }

  @Override
  public List<Sample> read(
      TemplateKey key, Instant from, Instant until, Sample.@Nullable Position after, int limit) {
    Paging.checkLimit(limit, MAX_PAGE);
    Conditions conditions =
        new Conditions()
            .add(
                "tenant = ? AND account = ? AND modality = ? AND source = ? AND epoch = ?"
                    + " AND device = ?",
                Keys.parameters(key))
            .add("at_micros >= ? AND at_micros < ?", Micros.floor(from), Micros.floor(until));
    return page(conditions, after, "tenant, account, modality, source, epoch, device, ", limit);
  }

  @Override
  public List<Sample> scan(
      Instant from, Instant until, Sample.@Nullable Position after, int limit) {
    Paging.checkLimit(limit, MAX_PAGE);
    Conditions conditions =
        new Conditions()
            .add("at_micros >= ? AND at_micros < ?", Micros.floor(from), Micros.floor(until));
    return page(conditions, after, "", limit);
  }

  /**
   * Returns a page.
   *
   * @param fixed columns that have one value, so that H2 sees that an index has the order already
   */
  private List<Sample> page(
      Conditions conditions, Sample.@Nullable Position after, String fixed, int limit) {
    if (after != null) {
      long at = Micros.floor(after.at());
      conditions.add("at_micros >= ?", at); // for the index
      conditions.add("(at_micros > ? OR at_micros = ? AND id > ?)", at, at, after.id());
    }
    String sql =
        "SELECT id, at_micros, provenance, schema_hash, features,"
            + " tenant, account, modality, source, epoch, device FROM "
            + table
            + conditions.where()
            + " ORDER BY "
            + database.fixed(fixed)
            + "at_micros, id LIMIT "
            + limit;
    return database.read("read samples", call -> query(call, sql, conditions.parameters()));
  }

  private static List<Sample> query(Call call, String sql, Object[] parameters)
      throws SQLException {
    List<Sample> samples = new ArrayList<>();
    try (PreparedStatement statement = call.prepare(sql, parameters);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        samples.add(
            new Sample(
                row.getString(1),
                key(row, 6),
                Micros.instant(row.getLong(2)),
                Provenance.valueOf(row.getString(3)),
                row.getString(4),
                row.getBytes(5)));
      }
    }
    return samples;
  }

  private static TemplateKey key(ResultSet row, int from) throws SQLException {
    return new TemplateKey(
        new SubjectId(row.getString(from), row.getString(from + 1)),
        new Source(
            new Modality(row.getString(from + 2)), row.getString(from + 3), row.getInt(from + 4)),
        DeviceClass.valueOf(row.getString(from + 5)));
  }

  @Override
  public List<TemplateKey> keys(SubjectId subject) {
    String sql =
        "SELECT DISTINCT tenant, account, modality, source, epoch, device FROM "
            + table
            + " WHERE tenant = ? AND account = ?";
    return database.read(
        "name the keys of samples",
        call -> {
          List<TemplateKey> keys = new ArrayList<>();
          try (PreparedStatement statement =
                  call.prepare(sql, subject.tenant(), subject.account());
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              keys.add(key(row, 1));
            }
          }
          return keys;
        });
  }

  @Override
  public int erase(SubjectId subject) {
    return database.writeOnce(
        "erase a subject",
        call ->
            call.update(
                "DELETE FROM " + table + " WHERE tenant = ? AND account = ?",
                subject.tenant(),
                subject.account()));
  }

  @Override
  public int expire(Instant now) {
    return Paging.deleteInPieces(
        database, "expire samples", table, "at_micros < ?", Micros.floor(now.minus(retention)));
  }

  @Override
  public void close() {
    database.close();
  }
}
