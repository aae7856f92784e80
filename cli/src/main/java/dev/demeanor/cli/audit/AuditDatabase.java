package dev.demeanor.cli.audit;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.store.jdbc.JdbcChains;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

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
      return new AuditDatabase(url, JdbcChains.open(options(url, prefix)));
    } catch (StoreException | IllegalArgumentException e) {
      throw url.unreadable("--audit", e);
    }
  }

  /** Returns options that open stores as they are: nothing is made or upgraded. */
  static ProviderOptions options(JdbcUrl url, String prefix) {
    return ProviderOptions.none()
        .with(DataSource.class, url)
        .with("table-prefix", prefix)
        .with("initialize-schema", "never")
        .with("timeout", "PT60S");
  }

  @Override
  public void read(Reader reader) throws IOException {
    try {
      for (String node : chains.nodes()) {
        chains.read(
            node, (number, line) -> reader.line("table of node " + node, number, line, true));
      }
    } catch (StoreException e) {
      throw url.unreadable("--audit", e);
    }
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
