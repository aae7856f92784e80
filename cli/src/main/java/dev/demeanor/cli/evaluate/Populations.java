package dev.demeanor.cli.evaluate;

import dev.demeanor.population.Population;
import java.util.List;

/**
 * With what populations an evaluation was run.
 *
 * @param mode {@code one-class}, {@code background}, {@code folds} or {@code file}
 * @param detail where the background people come from, for people; empty for one-class
 * @param used the populations, one for each fold
 */
record Populations(String mode, String detail, List<Population> used) {

  /** Nobody else's data. */
  static final Populations ONE_CLASS = new Populations("one-class", "", List.of());

  /** Copies the list. */
  Populations {
    used = List.copyOf(used);
  }

  /** Says it in one line. */
  String line() {
    if (used.isEmpty()) {
      return "one-class: nothing is known of other people";
    }
    int least = used.stream().mapToInt(Population::people).min().orElse(0);
    int most = used.stream().mapToInt(Population::people).max().orElse(0);
    String people = least == most ? String.valueOf(most) : least + " to " + most;
    String id = used.size() == 1 ? ", id " + used.get(0).id() : "";
    return mode + " " + detail + ": " + people + " background people" + id;
  }
}
