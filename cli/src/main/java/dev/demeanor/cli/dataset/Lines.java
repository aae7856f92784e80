package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, whatever ends them: LF, CR LF, or CR CR LF as one of the public sets has it.
 * A byte order mark is taken off. Not thread-safe.
 */
final class Lines {

  private final String file;
  private final BufferedReader reader;
  private final StringBuilder line = new StringBuilder();
  private int number;

  Lines(String file, InputStream content) {
    this.file = file;
    this.reader =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8), 1 << 16);
  }

  /** Returns the next line, or null at the end. */
  @Nullable String next() throws IOException {
    line.setLength(0);
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      line.append((char) c);
    }
    number++;
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    int start = number == 1 && end > 0 && line.charAt(0) == '\uFEFF' ? 1 : 0;
    return line.substring(start, end);
  }

  /** Returns where the line returned last stands, for messages. */
  String where() {
    return file + ":" + number;
  }

  /** Returns the file. */
  String file() {
    return file;
  }

  /** Checks that the next line is this header. */
  void expectHeader(String header, String remedy) throws IOException {
    String found = next();
    if (found == null) {
      throw new BadInput(file + " is empty: no header; " + remedy);
    }
    if (!found.strip().equals(header)) {
      throw new BadInput(
          where() + " must be \"" + header + "\", was " + BadInput.quote(found) + "; " + remedy);
    }
  }

  /**
   * Returns the next line that is not empty, or null at the end: empty lines are harmless at the
   * end and nowhere else.
   */
  @Nullable String nextRow() throws IOException {
    String row = next();
    if (row == null || !row.isBlank()) {
      return row;
    }
    String empty = where();
    for (row = next(); row != null; row = next()) {
      if (!row.isBlank()) {
        throw new BadInput(empty + " is empty; rows must be without gaps, remove the line");
      }
    }
    return null;
  }
}
