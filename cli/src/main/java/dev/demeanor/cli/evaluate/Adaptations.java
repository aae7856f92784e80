package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.enrolment.AdaptationMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The modes of adaptation in the spelling of the command line. */
final class Adaptations {

  private Adaptations() {}

  static String nameOf(AdaptationMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the mode of this name.
   *
   * @throws BadInput if there is none
   */
  static AdaptationMode get(String name) {
    return Arrays.stream(AdaptationMode.values())
        .filter(mode -> nameOf(mode).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--adapt must be one of "
                        + Arrays.stream(AdaptationMode.values())
                            .map(Adaptations::nameOf)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + BadInput.quote(name)));
  }
}
