package dev.demeanor.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A script inside the jar: plain SQL for tables of the default prefix, a semicolon at the end of
 * each statement's last line, comments on lines of their own.
 *
 * @param path where it stands, for messages
 * @param text what it says
 */
record SqlScript(String path, String text) {

  static SqlScript load(Dialect dialect, String name) {
    String path = "/dev/demeanor/store/jdbc/" + dialect.folder() + "/" + name;
    try (InputStream in = SqlScript.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no script " + path);
      }
      return new SqlScript(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the statements, for tables of this prefix. */
  List<String> statements(String prefix) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("--")) {
        continue;
      }
      statement.append(line.replace(JdbcSchema.DEFAULT_PREFIX, prefix)).append('\n');
      if (line.endsWith(";")) {
        statements.add(statement.substring(0, statement.length() - 2));
        statement.setLength(0);
      }
    }
    if (!statement.isEmpty()) {
      throw new IllegalStateException(path + " must end with a semicolon");
    }
    return statements;
  }
}
