package dev.demeanor.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Data in columns of equal length, filled row by row. Not thread-safe. */
final class Columns {

  private final Map<String, List<Object>> columns = new LinkedHashMap<>();

  Columns(String... names) {
    for (String name : names) {
      columns.put(name, new ArrayList<>());
    }
  }

  /** Adds a row; a number that is not finite has no place in a chart. */
  Columns row(Object... cells) {
    int i = 0;
    for (List<Object> column : columns.values()) {
      Object cell = cells[i++];
      if (cell instanceof Double number && !Double.isFinite(number)) {
        throw new IllegalArgumentException("a chart needs finite numbers, had " + number);
      }
      column.add(cell);
    }
    return this;
  }

  /** Returns whether there is no row. */
  boolean isEmpty() {
    return columns.values().stream().allMatch(List::isEmpty);
  }

  /** Returns the columns by name. */
  Map<String, List<Object>> all() {
    return columns;
  }
}
