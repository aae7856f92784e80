package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import java.util.Arrays;
import java.util.List;

/**
 * The values that a constant of a detector is given in turn.
 *
 * @param constant its name among the options of the detector
 * @param values at least two
 */
record Variation(String constant, List<String> values) {

  /** Copies the list. */
  Variation {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code name=value,value,...}.
   *
   * @throws BadInput if it is written otherwise
   */
  static Variation parse(String text) {
    int equals = text.indexOf('=');
    List<String> values =
        equals < 1
            ? List.of()
            : Arrays.stream(text.substring(equals + 1).split(",", -1)).map(String::strip).toList();
    if (values.size() < 2 || values.stream().anyMatch(String::isEmpty)) {
      throw new BadInput(
          "--vary must be NAME=VALUE,VALUE with two values or more, was " + BadInput.quote(text));
    }
    return new Variation(text.substring(0, equals), values);
  }
}
