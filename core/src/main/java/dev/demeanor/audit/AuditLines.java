package dev.demeanor.audit;

import java.io.IOException;

/**
 * Audit records as they are stored, one a line: what {@link ChainVerifier} reads. Read from the
 * beginning each time, and more than once.
 */
@FunctionalInterface
public interface AuditLines {

  /** Takes lines. */
  @FunctionalInterface
  interface Reader {
    /**
     * Takes a line.
     *
     * @param part the file, or the node of a table; each holds the chain of one node only
     * @param number its number in that part, from 1
     * @param line its bytes, without the end of the line
     * @param ended whether it has an end; the last line of a file may be torn
     */
    void line(String part, long number, byte[] line, boolean ended) throws IOException;
  }

  /** Hands all lines to a reader, in the order in which they are stored. */
  void read(Reader reader) throws IOException;
}
