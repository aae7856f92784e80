package dev.demeanor.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.sql.DataSource;

/** The table of chained records in the hands of somebody who can write to the database. */
final class TamperedTable {

  private static final String TABLE = "demeanor_chain";
  private static final String COPY = "the_original";

  /** Length of the comma, the field {@code hash} and the closing brace. */
  private static final int TAIL = 75;

  private final DataSource database;

  /** Remembers the table as it is. */
  TamperedTable(DataSource database) throws SQLException {
    this.database = database;
    run("CREATE TABLE " + COPY + " AS SELECT * FROM " + TABLE);
  }

  /** Brings the table back to what it was. */
  void restore() throws SQLException {
    run("DELETE FROM " + TABLE);
    run("INSERT INTO " + TABLE + " SELECT * FROM " + COPY);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      int unused = statement.executeUpdate(sql);
    }
  }

  private void update(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      assertThat(statement.executeUpdate()).as(sql).isPositive();
    }
  }

  int size() throws SQLException {
    return Integer.parseInt(text("SELECT COUNT(*) FROM " + TABLE, null));
  }

  byte[] line(long sequence) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT line FROM " + TABLE + " WHERE seq = ?")) {
      statement.setLong(1, sequence);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getBytes(1);
      }
    }
  }

  /** Returns a column of a row as text, "null" for NULL. */
  String column(String column, long sequence) throws SQLException {
    return text("SELECT " + column + " FROM " + TABLE + " WHERE seq = ?", sequence);
  }

  private String text(String sql, Object parameter) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (parameter != null) {
        statement.setObject(1, parameter);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return String.valueOf(row.getString(1));
      }
    }
  }

  void setLine(long sequence, byte[] line) throws SQLException {
    update("UPDATE " + TABLE + " SET line = ? WHERE seq = ?", line, sequence);
  }

  void set(String column, long sequence, Object value) throws SQLException {
    update("UPDATE " + TABLE + " SET " + column + " = ? WHERE seq = ?", value, sequence);
  }

  void delete(long from, long until) throws SQLException {
    update("DELETE FROM " + TABLE + " WHERE seq >= ? AND seq <= ?", from, until);
  }

  void move(long from, long to) throws SQLException {
    update("UPDATE " + TABLE + " SET seq = ? WHERE seq = ?", to, from);
  }

  void swap(long one, long other) throws SQLException {
    move(one, -1);
    move(other, one);
    move(-1, other);
  }

  /** Puts a line before a record; those from there on make room. */
  void insert(long sequence, byte[] line) throws SQLException {
    update("UPDATE " + TABLE + " SET seq = -seq - 1 WHERE seq >= ?", sequence);
    update("UPDATE " + TABLE + " SET seq = -seq WHERE seq < 0");
    update(
        "INSERT INTO "
            + TABLE
            + " (node, seq, id, tenant, kind, at_micros, line)"
            + " SELECT node, ?, id, tenant, kind, at_micros, ? FROM "
            + TABLE
            + " WHERE seq = (SELECT MAX(seq) FROM "
            + TABLE
            + ")",
        sequence,
        line);
  }

  /** Returns a line with something else in it, and the hash that fits. */
  static byte[] rehashed(byte[] line, String what, String by) {
    String text = new String(line, UTF_8);
    String body = text.substring(0, text.length() - TAIL).replace(what, by);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
      return (body + ",\"hash\":\"" + HexFormat.of().formatHex(hash) + "\"}").getBytes(UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
