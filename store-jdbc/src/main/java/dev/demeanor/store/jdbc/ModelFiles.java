package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.ModelStore;
import dev.demeanor.spi.store.ModelStore.VersionFile;
import dev.demeanor.spi.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Files of versions, in pieces that every database takes. Thread-safe. */
final class ModelFiles {

  private static final int PIECE = Column.BYTES;

  private final String insert;
  private final String select;

  ModelFiles(String prefix) {
    String table = prefix + "model_file";
    insert =
        "INSERT INTO "
            + table
            + " (version, name, piece, total_bytes, payload) VALUES (?, ?, ?, ?, ?)";
    select =
        "SELECT total_bytes, payload FROM "
            + table
            + " WHERE version = ? AND name = ? AND piece = ?";
  }

  static void check(VersionFile file) {
    if (!file.version().matches(ModelStore.NAME) || !file.name().matches(ModelStore.NAME)) {
      throw new StoreException("names of versions and files must match " + ModelStore.NAME, null);
    }
  }

  /** Writes a file, unless it is there with the same bytes. */
  void keep(Call call, VersionFile file) throws SQLException {
    byte[] bytes = file.bytes();
    long there = bytesThere(call, file.version(), file.name());
    if (there >= 0) {
      refuseOther(call, file, there);
      return;
    }
    for (int piece = 0; piece == 0 || (long) piece * PIECE < bytes.length; piece++) {
      int from = piece * PIECE;
      call.update(
          insert,
          file.version(),
          file.name(),
          piece,
          (long) bytes.length,
          Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
    }
  }

  private void refuseOther(Call call, VersionFile file, long there) throws SQLException {
    if (there != file.bytes().length
        || !Arrays.equals(get(call, file.version(), file.name(), (int) there), file.bytes())) {
      throw new StoreException(
          "file " + file.name() + " of version " + file.version() + " is there with other bytes",
          null);
    }
  }

  /** Returns how many bytes a file has, -1 when it is not there. */
  private long bytesThere(Call call, String version, String name) throws SQLException {
    try (PreparedStatement statement = call.prepare(select, version, name, 0);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  byte[] get(Call call, String version, String name, int atMost) throws SQLException {
    long total = bytesThere(call, version, name);
    if (total < 0) {
      throw new StoreException("version " + version + " has no file " + name, null);
    }
    if (total > atMost) {
      throw new StoreException(
          "file " + name + " has more than the " + atMost + " bytes it may have", null);
    }
    byte[] bytes = new byte[(int) total];
    int filled = 0;
    try (PreparedStatement statement = call.prepare(select)) {
      for (int piece = 0; filled < total; piece++) {
        filled += read(statement, version, name, piece, bytes, filled);
      }
    }
    return bytes;
  }

  private static int read(
      PreparedStatement statement, String version, String name, int piece, byte[] to, int at)
      throws SQLException {
    Call.bind(statement, version, name, piece);
    try (ResultSet row = statement.executeQuery()) {
      byte[] bytes = row.next() ? row.getBytes(2) : new byte[0];
      if (bytes.length == 0 || bytes.length > to.length - at) {
        throw new StoreException(
            "file " + name + " of version " + version + " is damaged: a piece is missing", null);
      }
      System.arraycopy(bytes, 0, to, at, bytes.length);
      return bytes.length;
    }
  }
}
