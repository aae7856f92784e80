package dev.demeanor.cli.audit;

import dev.demeanor.audit.AuditJson;
import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.audit.ChainReport.Rule;
import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.database.JdbcUrl;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.store.jdbc.JdbcChains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chained records of a database, node by node. Thread-safe. */
final class AuditDatabase implements AuditSource {

  private final JdbcUrl url;
  private final JdbcChains chains;

  private AuditDatabase(JdbcUrl url, JdbcChains chains) {
    this.url = url;
    this.chains = chains;
  }

  static AuditDatabase open(JdbcUrl url, String prefix) {
    try {
      return new AuditDatabase(url, JdbcChains.open(url.options(prefix)));
    } catch (StoreException | IllegalArgumentException e) {
      throw url.unreadable("--audit", e);
    }
  }

  @Override
  public void read(Reader reader) throws IOException {
    try {
      for (String node : chains.nodes()) {
        chains.read(node, (number, line) -> reader.line(part(node), number, line, true));
      }
    } catch (StoreException e) {
      throw url.unreadable("--audit", e);
    }
  }

  private static String part(String node) {
    return "table of node " + node;
  }

  @Override
  public @Nullable Finding misfit() {
    try {
      for (String node : chains.nodes()) {
        Optional<JdbcChains.Difference> misfit =
            chains.firstDifference(node, AuditJson::readChained);
        if (misfit.isPresent()) {
          return finding(node, misfit.get());
        }
      }
      return null;
    } catch (StoreException e) {
      throw url.unreadable("--audit", e);
    } catch (CorruptStateException e) {
      throw new BadInput(
          "--audit " + shown() + ": " + e.getMessage() + "; was it written by a newer version?", e);
    }
  }

  private static Finding finding(String node, JdbcChains.Difference misfit) {
    return new Finding(
        part(node),
        misfit.number(),
        node,
        misfit.number(),
        Rule.COLUMN,
        "the column " + misfit.column() + " does not say what the record says");
  }

  @Override
  public List<Path> anchors() {
    return List.of();
  }

  @Override
  public String shown() {
    return url.shown();
  }

  @Override
  public void close() {
    chains.close();
    url.close();
  }
}
