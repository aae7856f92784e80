package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The databases there are scripts for. Statements are the same on all of them, but for {@link
 * Database#fixed}.
 */
enum Dialect {
  H2,
  POSTGRESQL,
  MARIADB;

  /** Returns the name of its folder of scripts. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    for (Dialect dialect : values()) {
      if (dialect.name().equalsIgnoreCase(product)) {
        return dialect;
      }
    }
    throw new StoreException(
        "database must be H2, PostgreSQL or MariaDB (with its own driver), was \"" + product + "\"",
        null);
  }

  /** Returns whether the database is H2 inside this process. */
  static boolean isEmbedded(Connection connection) throws SQLException {
    String url = connection.getMetaData().getURL();
    return of(connection) == H2
        && !url.startsWith("jdbc:h2:tcp:")
        && !url.startsWith("jdbc:h2:ssl:");
  }

  /** Returns whether the database is H2 inside this process that keeps its data in a file. */
  static boolean isEmbeddedFile(Connection connection) throws SQLException {
    return isEmbedded(connection) && !connection.getMetaData().getURL().startsWith("jdbc:h2:mem:");
  }
}
