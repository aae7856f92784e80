package dev.demeanor.store.jdbc;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /**
   * A column that does not say what its record says.
   *
   * @param number where the record stands in the order of its chain, from 1
   * @param column name of the column
   */
  public record Difference(long number, String column) {}

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

  /**
   * Compares what stands beside each line of a node with what the line says: whoever looks records
   * up by their columns must find what is in the chain. The tenant of a record that names none is
   * not compared.
   *
   * @param parser reads a line
   * @return the first column that says something else
   */
  public Optional<Difference> firstDifference(
      String node, Function<byte[], AuditRecord.Chained> parser) {
    long number = 0;
    List<ChainTable.Row> page = table.rows(node, Long.MIN_VALUE);
    while (!page.isEmpty()) {
      for (ChainTable.Row row : page) {
        number++;
        String column = difference(node, row, parser.apply(row.line()));
        if (column != null) {
          return Optional.of(new Difference(number, column));
        }
      }
      page = table.rows(node, page.get(page.size() - 1).sequence());
    }
    return Optional.empty();
  }

  private static @Nullable String difference(
      String node, ChainTable.Row row, AuditRecord.Chained link) {
    if (!link.node().equals(node)) {
      return "node";
    }
    return link.sequence() == row.sequence()
        ? RecordColumns.firstDifference(link.record(), row.columns())
        : "seq";
  }

  @Override
  public void close() {
    database.close();
  }
}
