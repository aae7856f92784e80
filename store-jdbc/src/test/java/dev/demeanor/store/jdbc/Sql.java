package dev.demeanor.store.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.sql.DataSource;

/** What tests say to a database without a store. */
final class Sql {

  private Sql() {}

  static void execute(DataSource dataSource, String... statements) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the rows of a query, each as text. */
  static List<String> rows(DataSource dataSource, String query) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          byte[] bytes = isBinary(row, i) ? row.getBytes(i) : null;
          text.append(bytes == null ? row.getString(i) : Arrays.toString(bytes)).append('|');
        }
        rows.add(text.toString());
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isBinary(ResultSet row, int column) throws SQLException {
    return row.getMetaData().getColumnClassName(column).equals("[B")
        || row.getMetaData().getColumnTypeName(column).contains("BLOB");
  }

  /** Describes tables, columns and indexes whose names begin with a prefix, without the prefix. */
  static TreeSet<String> describe(DataSource dataSource, String prefix) {
    try (Connection connection = dataSource.getConnection()) {
      TreeSet<String> parts = new TreeSet<>();
      DatabaseMetaData data = connection.getMetaData();
      boolean upper = data.storesUpperCaseIdentifiers();
      String start = upper ? prefix.toUpperCase(Locale.ROOT) : prefix;
      List<String> tables = new ArrayList<>();
      try (ResultSet row = data.getColumns(connection.getCatalog(), null, null, null)) {
        while (row.next()) {
          String table = row.getString("TABLE_NAME");
          if (table.startsWith(start)) {
            tables.add(table);
            parts.add(
                table.substring(start.length())
                    + "."
                    + row.getString("COLUMN_NAME")
                    + " "
                    + row.getString("TYPE_NAME")
                    + " "
                    + row.getInt("COLUMN_SIZE")
                    + " "
                    + row.getString("IS_NULLABLE"));
          }
        }
      }
      for (String table : new TreeSet<>(tables)) {
        try (ResultSet row =
            data.getIndexInfo(connection.getCatalog(), null, table, false, false)) {
          while (row.next()) {
            parts.add(
                table.substring(start.length())
                    + " index "
                    + row.getBoolean("NON_UNIQUE")
                    + " "
                    + row.getInt("ORDINAL_POSITION")
                    + " "
                    + row.getString("COLUMN_NAME"));
          }
        }
      }
      return parts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
