package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.event.EventBuffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads one file of the table: checks the header and every cell, and says exactly which one is
 * wrong.
 */
final class CmuTable {

  private static final List<String> KEYS =
      List.of("period", "t", "i", "e", "five", "Shift.r", "o", "a", "n", "l", "Return");
  private static final List<String> HEADER = header();
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  private static final int FIRST_TIMING = 3;
  private static final int COLUMNS_PER_KEY = 3;
  private static final double MICROS = 1e6;

  /** Nobody takes longer than this between two keys of one password. */
  private static final double MAX_SECONDS = 600;

  private static final String REMEDY =
      "; --data needs DSL-StrongPasswordData.csv or rows of it under the same header";

  private final String file;

  private CmuTable(String file) {
    this.file = file;
  }

  /** Hands each row to {@code entries}. */
  static void read(String file, InputStream content, Consumer<CmuEntry> entries)
      throws IOException {
    CmuTable table = new CmuTable(file);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
    try (CSVParser rows = format.parse(reader)) {
      Iterator<CSVRecord> iterator = rows.iterator();
      if (!iterator.hasNext()) {
        throw new BadInput(file + " is empty: no header" + REMEDY);
      }
      table.checkHeader(iterator.next());
      boolean ended = false;
      while (iterator.hasNext()) {
        CSVRecord row = iterator.next();
        if (row.size() == 1 && row.get(0).isBlank()) {
          ended = true; // empty lines at the end are harmless
        } else if (ended) {
          throw new BadInput(
              table.row(row)
                  + " follows an empty line: rows must be without gaps; remove the line");
        } else {
          entries.accept(table.entry(row));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<String> header() {
    List<String> header = new ArrayList<>(List.of("subject", "sessionIndex", "rep"));
    for (int i = 0; i < KEYS.size(); i++) {
      header.add("H." + KEYS.get(i));
      if (i + 1 < KEYS.size()) {
        header.add("DD." + KEYS.get(i) + "." + KEYS.get(i + 1));
        header.add("UD." + KEYS.get(i) + "." + KEYS.get(i + 1));
      }
    }
    return List.copyOf(header);
  }

  private void checkHeader(CSVRecord row) {
    for (int i = 0; i < HEADER.size(); i++) {
      String name = i < row.size() ? row.get(i).strip() : "";
      name = i == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name;
      if (!name.equals(HEADER.get(i))) {
        throw new BadInput(
            file
                + ":1 column "
                + (i + 1)
                + " must be named \""
                + HEADER.get(i)
                + "\", was "
                + (i < row.size() ? BadInput.quote(name) : "missing")
                + REMEDY);
      }
    }
    checkWidth(row);
  }

  private CmuEntry entry(CSVRecord row) {
    checkWidth(row);
    String subject = row.get(0).strip();
    if (subject.isEmpty() || subject.length() > 256) {
      throw wrong(row, 0, "1 to 256 characters", "");
    }
    int keys = KEYS.size();
    long[] dwell = new long[keys];
    long[] pressToPress = new long[keys - 1];
    for (int i = 0; i < keys; i++) {
      int column = FIRST_TIMING + COLUMNS_PER_KEY * i;
      dwell[i] = micros(row, column, 0, EventBuffer.MAX_DWELL_MICROS / MICROS);
      if (i < keys - 1) {
        pressToPress[i] = micros(row, column + 1, -MAX_SECONDS, MAX_SECONDS);
        micros(
            row,
            column + 2,
            -MAX_SECONDS,
            MAX_SECONDS); // key-up to key-down follows from the other two
      }
    }
    return new CmuEntry(
        new CmuEntry.Key(subject, number(row, 1), number(row, 2)), dwell, pressToPress, row(row));
  }

  private void checkWidth(CSVRecord row) {
    if (row.size() != HEADER.size()) {
      throw new BadInput(
          row(row)
              + " must have "
              + HEADER.size()
              + " columns, had "
              + row.size()
              + "; is the file cut off?");
    }
  }

  private int number(CSVRecord row, int column) {
    String text = row.get(column).strip();
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1) {
      throw wrong(row, column, "a whole number from 1 to 999999", text);
    }
    return Integer.parseInt(text);
  }

  private long micros(CSVRecord row, int column, double min, double max) {
    String text = row.get(column).strip();
    if (!DECIMAL.matcher(text).matches()) {
      throw wrong(row, column, "a number of seconds", text);
    }
    double seconds = Double.parseDouble(text);
    if (!(seconds >= min && seconds <= max)) {
      // a timing is behavioural: the value is left out
      throw new BadInput(
          row(row)
              + " column \""
              + HEADER.get(column)
              + "\" must be "
              + (int) min
              + " to "
              + (int) max
              + " seconds; repair or remove the row");
    }
    return Math.round(seconds * MICROS);
  }

  private BadInput wrong(CSVRecord row, int column, String rule, String value) {
    return new BadInput(
        row(row)
            + " column \""
            + HEADER.get(column)
            + "\" must be "
            + rule
            + ", was "
            + BadInput.quote(value)
            + "; repair or remove the row");
  }

  private String row(CSVRecord row) {
    return file + ":" + row.getRecordNumber();
  }
}
