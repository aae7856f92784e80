package dev.demeanor.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models in three tables. A change is one transaction, which begins by replacing the one row of the
 * manifest: whoever comes second waits there, and finds another revision. Thread-safe.
 */
final class JdbcModelStore implements ModelStore {

  /** What MariaDB takes in one packet by default is twice as much. */
  static final int MOST_MANIFEST_BYTES = 8 << 20;

  private static final int ROW = 1;

  private final Database database;
  private final ModelFiles files;
  private final String selectRevision;
  private final String select;
  private final String insert;
  private final String update;
  private final String insertLine;
  private final String selectLines;

  JdbcModelStore(Database database, String prefix) {
    this.database = database;
    this.files = new ModelFiles(prefix);
    String manifest = prefix + "manifest";
    String activation = prefix + "activation";
    selectRevision = "SELECT revision FROM " + manifest + " WHERE id = ?";
    select = "SELECT revision, payload FROM " + manifest + " WHERE id = ?";
    insert = "INSERT INTO " + manifest + " (revision, payload, id) VALUES (?, ?, ?)";
    update = "UPDATE " + manifest + " SET revision = ?, payload = ? WHERE id = ? AND revision = ?";
    insertLine = "INSERT INTO " + activation + " (revision, payload) VALUES (?, ?)";
    selectLines = "SELECT payload FROM " + activation + " ORDER BY revision";
  }

  @Override
  public long revision() {
    return database.read("read the revision of the models", this::revision);
  }

  private long revision(Call call) throws SQLException {
    try (PreparedStatement statement = call.prepare(selectRevision, ROW);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public Optional<Stored> find() {
    return database.read("read the manifest of the models", this::find);
  }

  private Optional<Stored> find(Call call) throws SQLException {
    try (PreparedStatement statement = call.prepare(select, ROW);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new Stored(row.getLong(1), new String(row.getBytes(2), UTF_8)))
          : Optional.empty();
    }
  }

  @Override
  public boolean save(
      String text, @Nullable String activation, List<VersionFile> added, long replaced) {
    byte[] manifest = text.getBytes(UTF_8);
    if (manifest.length > MOST_MANIFEST_BYTES) {
      throw new StoreException(
          "manifest must have at most " + MOST_MANIFEST_BYTES + " bytes, had " + manifest.length,
          null);
    }
    byte @Nullable [] line =
        activation == null ? null : Column.bytes("activation", activation.getBytes(UTF_8));
    added.forEach(ModelFiles::check);
    boolean saved;
    try {
      saved =
          database.write(
              "save models",
              call -> {
                if (!replace(call, manifest, replaced)) {
                  return call.isRepeated() // the answer to the first attempt was lost
                      && find(call).equals(Optional.of(new Stored(replaced + 1, text)));
                }
                if (line != null) {
                  call.update(insertLine, replaced + 1, line);
                }
                for (VersionFile file : added) {
                  files.keep(call, file);
                }
                return true;
              });
    } catch (DuplicateKey e) { // somebody else's first save
      return false;
    }
    if (saved) {
      database.sync();
    }
    return saved;
  }

  private boolean replace(Call call, byte[] manifest, long replaced) throws SQLException {
    if (replaced > 0) {
      return call.update(update, replaced + 1, manifest, ROW, replaced) == 1;
    }
    return revision(call) == 0 && call.update(insert, 1L, manifest, ROW) == 1;
  }

  @Override
  public List<String> activations() {
    return database.read(
        "read the activations of models",
        call -> {
          List<String> lines = new ArrayList<>();
          try (PreparedStatement statement = call.prepare(selectLines);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              lines.add(new String(row.getBytes(1), UTF_8));
            }
          }
          return lines;
        });
  }

  @Override
  public byte[] get(String version, String file, int atMost) {
    return database.read("read a file of a model", call -> files.get(call, version, file, atMost));
  }

  @Override
  public void close() {
    database.close();
  }
}
