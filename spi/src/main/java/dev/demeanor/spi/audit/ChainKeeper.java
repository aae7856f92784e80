package dev.demeanor.spi.audit;

import java.util.List;

/**
 * An audit sink that keeps chained records and can say where a chain ends, so that it goes on after
 * a restart. Rules, beside those of {@link AuditSink}:
 *
 * <ul>
 *   <li><b>CK-1</b> The text of an {@link AuditRecord.Chained} is kept byte for byte, in the order
 *       of the node's sequence. Two chained records of the same id are both kept: leaving one out
 *       would be a gap.
 *   <li><b>CK-2</b> Node and sequence name one record. Appending the same text under them again is
 *       harmless; another text is a {@link dev.demeanor.spi.store.StoreException} and changes
 *       nothing, so that two writers of one chain never both succeed.
 *   <li><b>CK-3</b> {@link #latest} answers what is kept, also by somebody else: after a crash,
 *       what the medium holds.
 * </ul>
 *
 * Thread-safe.
 */
public interface ChainKeeper extends AuditSink {

  /**
   * Returns the texts of the last records of a node's chain, oldest first.
   *
   * @param node whose chain
   * @param atMost how many, at most
   */
  List<String> latest(String node, int atMost);

  /**
   * Returns whether a record that a crash had torn was found when this was opened, and cut off. It
   * was never acknowledged.
   */
  default boolean cutOffTornRecord() {
    return false;
  }
}
