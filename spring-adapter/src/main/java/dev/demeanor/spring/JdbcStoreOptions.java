package dev.demeanor.spring;

import dev.demeanor.spi.ProviderOptions;
import javax.sql.DataSource;

/**
 * What the stores in a database are told.
 *
 * @param options settings, and the DataSource where the application's is used
 */
record JdbcStoreOptions(ProviderOptions options) {

  /** Says in words which database it is. */
  String describe() {
    return options.find(DataSource.class).isPresent()
        ? "jdbc (the application's DataSource)"
        : "jdbc (embedded H2, file " + options.find("file").orElse("") + ")";
  }
}
