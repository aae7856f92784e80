package dev.demeanor.cli.audit;

import dev.demeanor.cli.database.JdbcUrl;
import picocli.CommandLine.Option;

/** Which audit is read. */
final class AuditOptions {

  @Option(
      names = "--audit",
      required = true,
      paramLabel = "PATH|JDBC-URL",
      description =
          "File of the json-lines sink, or a folder of such files, .gz or not; or the URL of a"
              + " database (H2, PostgreSQL, MariaDB). User and password: in the URL, or in"
              + " DEMEANOR_DB_USER and DEMEANOR_DB_PASSWORD.")
  private String audit = "";

  @Option(
      names = "--table-prefix",
      paramLabel = "PREFIX",
      defaultValue = "demeanor_",
      description = "What the names of the tables begin with (default: ${DEFAULT-VALUE}).")
  private String prefix = "demeanor_";

  AuditSource open() {
    return AuditSource.of(audit, prefix);
  }

  /** Returns what can be shown of where it is. */
  String shown() {
    return JdbcUrl.isOne(audit) ? JdbcUrl.of(audit).shown() : audit;
  }

  /** Returns what the names of the tables begin with. */
  String prefix() {
    return prefix;
  }
}
