package dev.demeanor.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of a query that must all hold, and their parameters. Not thread-safe. */
final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  Conditions add(String condition, Object... values) {
    conditions.add(condition);
    parameters.addAll(List.of(values));
    return this;
  }

  Conditions addIfGiven(String condition, @Nullable Object value) {
    return value == null ? this : add(condition, value);
  }

  String where() {
    return " WHERE " + String.join(" AND ", conditions);
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
