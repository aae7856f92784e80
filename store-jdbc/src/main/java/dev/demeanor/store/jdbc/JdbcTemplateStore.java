package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.SubjectId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Templates in a table, one row each, with a version that writers compare. Thread-safe. */
final class JdbcTemplateStore implements TemplateStore {

  private static final String KEY =
      " WHERE tenant = ? AND account = ? AND modality = ? AND source = ? AND epoch = ?"
          + " AND device = ?";
  private static final String SUBJECT = " WHERE tenant = ? AND account = ?";

  private final Database database;
  private final String select;
  private final String insert;
  private final String update;
  private final String delete;
  private final String selectKeys;
  private final String erase;

  JdbcTemplateStore(Database database, String prefix) {
    this.database = database;
    String table = prefix + "template";
    select =
        "SELECT version, detector, schema_hash, samples, updated_micros, payload FROM "
            + table
            + KEY;
    insert =
        "INSERT INTO "
            + table
            + " (version, detector, schema_hash, samples, updated_micros, payload,"
            + " tenant, account, modality, source, epoch, device)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    update =
        "UPDATE "
            + table
            + " SET version = ?, detector = ?, schema_hash = ?, samples = ?, updated_micros = ?,"
            + " payload = ?"
            + KEY
            + " AND version = ?";
    delete = "DELETE FROM " + table + KEY;
    selectKeys = "SELECT modality, source, epoch, device FROM " + table + SUBJECT;
    erase = "DELETE FROM " + table + SUBJECT;
  }

  @Override
  public Optional<Template> find(TemplateKey key) {
    return database.read("find a template", call -> find(call, key));
  }

  private Optional<Template> find(Call call, TemplateKey key) throws SQLException {
    try (PreparedStatement statement = call.prepare(select, Keys.parameters(key));
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Template(
                  key,
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getInt(4),
                  Micros.instant(row.getLong(5)),
                  row.getBytes(6)))
          : Optional.empty();
    }
  }

  @Override
  public SaveResult save(Template template, long expectedVersion) {
    @Nullable Object[] row = row(template, expectedVersion);
    try {
      return database.write("save a template", call -> save(call, template, row, expectedVersion));
    } catch (DuplicateKey e) { // somebody else's first save
      long version = find(template.key()).map(Template::version).orElse(0L);
      return new SaveResult.Conflict(version);
    }
  }

  private SaveResult save(
      Call call, Template template, @Nullable Object[] row, long expectedVersion)
      throws SQLException {
    if (expectedVersion == 0 && find(call, template.key()).isEmpty()) {
      call.update(insert, row);
      return new SaveResult.Saved(1);
    }
    if (expectedVersion > 0 && call.update(update, Keys.join(row, expectedVersion)) == 1) {
      return new SaveResult.Saved(expectedVersion + 1);
    }
    Optional<Template> stored = find(call, template.key());
    boolean ours =
        call.isRepeated() && stored.filter(isLike(template, expectedVersion + 1)).isPresent();
    return ours
        ? new SaveResult.Saved(expectedVersion + 1) // the answer to the first attempt was lost
        : new SaveResult.Conflict(stored.map(Template::version).orElse(0L));
  }

  private static @Nullable Object[] row(Template template, long expectedVersion) {
    return Keys.join(
        new Object[] {
          expectedVersion + 1,
          Column.text("detector", template.detector(), Column.HASH),
          Column.text("schemaHash", template.schemaHash(), Column.HASH),
          template.samples(),
          Micros.floor(template.updatedAt()),
          Column.bytes("payload", template.payload())
        },
        Keys.parameters(template.key()));
  }

  private static Predicate<Template> isLike(Template template, long version) {
    Template cut =
        new Template(
            template.key(),
            version,
            template.detector(),
            template.schemaHash(),
            template.samples(),
            Micros.instant(Micros.floor(template.updatedAt())),
            template.payload());
    return cut::equals;
  }

  @Override
  public boolean remove(TemplateKey key) {
    return database.writeOnce(
        "remove a template", call -> call.update(delete, Keys.parameters(key)) > 0);
  }

  @Override
  public List<TemplateKey> keys(SubjectId subject) {
    return database.read(
        "list the templates of a subject",
        call -> {
          List<TemplateKey> keys = new ArrayList<>();
          try (PreparedStatement statement =
                  call.prepare(selectKeys, subject.tenant(), subject.account());
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              keys.add(Keys.read(subject, row));
            }
          }
          return keys;
        });
  }

  @Override
  public int erase(SubjectId subject) {
    return database.writeOnce(
        "erase a subject", call -> call.update(erase, subject.tenant(), subject.account()));
  }

  @Override
  public void close() {
    database.close();
  }
}
