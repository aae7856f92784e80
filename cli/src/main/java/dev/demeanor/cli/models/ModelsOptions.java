package dev.demeanor.cli.models;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.database.JdbcUrl;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that work on models. */
public final class ModelsOptions {

  @Option(
      names = "--models",
      paramLabel = "DIR|JDBC-URL",
      description =
          "Directory of the models, or the URL of a database (H2, PostgreSQL, MariaDB). User and"
              + " password: in the URL, or in DEMEANOR_DB_USER and DEMEANOR_DB_PASSWORD.")
  private @Nullable String models;

  private static final String KEYS = "--keys";

  @Option(
      names = KEYS,
      paramLabel = "DIR",
      description =
          "Folder of the public keys whose signatures count (.pub); left out, DIR/keys of a"
              + " directory. Needed for a database.")
  private @Nullable Path keys;

  @Option(
      names = "--table-prefix",
      paramLabel = "PREFIX",
      defaultValue = "demeanor_",
      description = "What the names of the tables begin with (default: ${DEFAULT-VALUE}).")
  private String prefix = "demeanor_";

  /** Made by picocli. */
  public ModelsOptions() {}

  private String where() {
    if (models == null) {
      throw new BadInput("--models must name a directory or a database, was missing");
    }
    return models;
  }

  /** Returns what the names of the tables begin with. */
  public String prefix() {
    return prefix;
  }

  /** Opens what is there. */
  ModelsPlace existing() {
    return ModelsPlace.existing(where(), prefix, KEYS, keys);
  }

  /** Opens it; a directory is made when it is not there. */
  public ModelsPlace make() {
    String where = where();
    return JdbcUrl.isOne(where)
        ? ModelsPlace.database(JdbcUrl.of(where), prefix, KEYS, keys)
        : ModelsPlace.directory(Path.of(where), keys);
  }
}
