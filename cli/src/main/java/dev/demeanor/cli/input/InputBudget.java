package dev.demeanor.cli.input;

import java.io.IOException;

/** How much may be read. Not thread-safe. */
final class InputBudget {

  private final long maxBytes;
  private final long maxLine;
  private long bytes;
  private long line;

  /**
   * Makes a budget.
   *
   * @param maxBytes bytes of all contents together, unpacked
   * @param maxLine bytes of one line
   */
  InputBudget(long maxBytes, long maxLine) {
    this.maxBytes = maxBytes;
    this.maxLine = maxLine;
  }

  /** Counts bytes that were read. */
  void spend(byte[] read, int offset, int count) throws IOException {
    bytes += count;
    if (bytes > maxBytes) {
      throw new LimitException("unpacks to more than the allowed " + maxBytes / (1 << 20) + " MiB");
    }
    for (int i = offset; i < offset + count; i++) {
      line = read[i] == '\n' ? 0 : line + 1;
      if (line > maxLine) {
        throw new LimitException(
            "has a line of more than " + maxLine / 1024 + " KiB, so it is not a text table");
      }
    }
  }

  /** Says which limit was passed. */
  static final class LimitException extends IOException {
    private static final long serialVersionUID = 1L;

    LimitException(String message) {
      super(message);
    }
  }
}
