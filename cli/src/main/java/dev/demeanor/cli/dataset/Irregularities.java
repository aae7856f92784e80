package dev.demeanor.cli.dataset;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what a loader leaves out or mends, by reason. Not thread-safe. */
final class Irregularities {

  private final Map<String, Long> counts = new LinkedHashMap<>();

  void count(String reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  Map<String, Long> counts() {
    return counts;
  }
}
