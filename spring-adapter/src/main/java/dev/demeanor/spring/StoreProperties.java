package dev.demeanor.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where templates, blocks, events and the audit are kept. Immutable.
 *
 * @param type where: {@code AUTO} takes the database when there is a DataSource or a file is named,
 *     and memory otherwise
 * @param file path of an embedded H2 database; wins over a DataSource of the application
 * @param initializeSchema whether tables may be made and upgraded: {@code embedded}, {@code
 *     always}, {@code never}
 * @param tablePrefix begins the name of every table
 * @param timeout bounds one call
 */
@ConfigurationProperties("demeanor.store")
public record StoreProperties(
    @DefaultValue("AUTO") Type type,
    @Nullable String file,
    @DefaultValue("embedded") String initializeSchema,
    @DefaultValue("demeanor_") String tablePrefix,
    @DefaultValue("5s") Duration timeout) {

  /** File of the embedded database when the type is {@code JDBC} and nothing else is said. */
  public static final String DEFAULT_FILE = "demeanor-data/demeanor";

  /** Kinds of store. */
  public enum Type {
    /** A database where there is one, else memory. */
    AUTO,
    /** Bounded, in memory, gone with the process. */
    MEMORY,
    /** A database: the application's, or an embedded one in a file. */
    JDBC
  }
}
