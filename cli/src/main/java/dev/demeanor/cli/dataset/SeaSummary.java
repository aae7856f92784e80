package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which blocks are a masquerader's. A row is a block and a column a user, and not the other way
 * round: with columns.txt the columns are the users it lists, without it they are User1, User2...
 * Not thread-safe.
 */
final class SeaSummary {

  private static final String REMEDY =
      "masquerade_summary.txt needs one row for each of the 100 test blocks and one column for each"
          + " user";
  private static final int ROWS = 100;

  private final List<boolean[]> rows = new ArrayList<>();
  private final TreeMap<Integer, String> columns = new TreeMap<>();

  void readMatrix(Lines lines) throws IOException {
    for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
      String[] cells = row.strip().split("\\s+");
      boolean[] masquerade = new boolean[cells.length];
      for (int i = 0; i < cells.length; i++) {
        if (!cells[i].matches("[01]")) {
          throw new BadInput(
              lines.where()
                  + " column "
                  + (i + 1)
                  + " must be 0 or 1, was "
                  + BadInput.quote(cells[i])
                  + "; "
                  + REMEDY);
        }
        masquerade[i] = cells[i].equals("1");
      }
      if (!rows.isEmpty() && rows.get(0).length != cells.length) {
        throw new BadInput(
            lines.where()
                + " must have "
                + rows.get(0).length
                + " columns like the row before, had "
                + cells.length
                + "; is the file cut off?");
      }
      rows.add(masquerade);
    }
  }

  void readColumns(Lines lines) throws IOException {
    lines.expectHeader("column,user", "columns.txt names the user of each column of the summary");
    for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
      if (!row.strip().matches("[0-9]{1,6},User[0-9]{1,6}")) {
        throw new BadInput(
            lines.where() + " must be a number and a user such as 1,User1; repair the row");
      }
      String[] cells = row.strip().split(",");
      if (columns.put(Integer.parseInt(cells[0]), cells[1]) != null) {
        throw new BadInput(lines.where() + " repeats a column; each may occur once");
      }
    }
  }

  /** Checks that it was found, and that it is not turned round. */
  void check(String path) {
    if (rows.isEmpty()) {
      throw new BadInput(path + " holds no masquerade_summary.txt; " + REMEDY);
    }
    int width = rows.get(0).length;
    boolean consecutive =
        columns.isEmpty() || columns.firstKey() == 1 && columns.lastKey() == columns.size();
    if (rows.size() != ROWS || !consecutive || !columns.isEmpty() && columns.size() != width) {
      throw new BadInput(
          path
              + " has a masquerade_summary.txt of "
              + rows.size()
              + " rows and "
              + width
              + " columns"
              + (columns.isEmpty() ? "" : " and a columns.txt of " + columns.size())
              + "; "
              + REMEDY);
    }
  }

  /** Returns the users in the order of the columns. */
  List<String> users() {
    return columns.isEmpty()
        ? IntStream.rangeClosed(1, rows.get(0).length).mapToObj(i -> "User" + i).toList()
        : List.copyOf(columns.values());
  }

  int blocks() {
    return rows.size();
  }

  /** Returns whether a block, numbered from 1, is a masquerader's. */
  boolean isMasquerade(int block, String user) {
    return rows.get(block - 1)[users().indexOf(user)];
  }
}
