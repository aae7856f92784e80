package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import java.util.List;

/**
 * Reads the chained audit records of a database, to verify and to replay them. Options as for
 * {@link JdbcAuditSinkProvider}. Thread-safe.
 */
public final class JdbcChains implements AutoCloseable {

  /** Takes lines. */
  @FunctionalInterface
  public interface Reader<E extends Exception> {
    /**
     * Takes a line.
     *
     * @param number where it stands in the order of its chain, from 1
     * @param line its bytes
     */
    void line(long number, byte[] line) throws E;
  }

  private final Database database;
  private final ChainTable table;

  private JdbcChains(Database database, ChainTable table) {
    this.database = database;
    this.table = table;
  }

  /**
   * Opens the chains of a database.
   *
   * @throws dev.demeanor.spi.store.StoreException if it does not answer, or has other tables
   */
  public static JdbcChains open(ProviderOptions options) {
    JdbcSettings settings = JdbcSettings.of(options);
    Database database = settings.open();
    return new JdbcChains(database, new ChainTable(database, settings.prefix()));
  }

  /** Returns the names of the nodes that have a chain. */
  public List<String> nodes() {
    return table.nodes();
  }

  /** Hands over the lines of a node, in the order of their sequence. */
  public <E extends Exception> void read(String node, Reader<E> reader) throws E {
    long number = 0;
    List<ChainTable.Stored> page = table.after(node, Long.MIN_VALUE);
    while (!page.isEmpty()) {
      for (ChainTable.Stored stored : page) {
        reader.line(++number, stored.line());
      }
      page = table.after(node, page.get(page.size() - 1).sequence());
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
