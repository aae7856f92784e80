package dev.demeanor.cli.audit;

import dev.demeanor.audit.AuditLines;
import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.cli.database.JdbcUrl;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where audit records are read: files or a database. */
interface AuditSource extends AuditLines, AutoCloseable {

  /** Returns what is behind {@code --audit}. */
  static AuditSource of(String text, String prefix) {
    return JdbcUrl.isOne(text)
        ? AuditDatabase.open(JdbcUrl.of(text), prefix)
        : AuditFiles.of(Path.of(text));
  }

  /** Returns the files of anchors beside the audit. */
  List<Path> anchors();

  /** Returns what stands beside an unbroken chain and does not fit it, or null. */
  default @Nullable Finding misfit() {
    return null;
  }

  /** Returns what can be shown of where it is. */
  String shown();

  @Override
  void close();
}
