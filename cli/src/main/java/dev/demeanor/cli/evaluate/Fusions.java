package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.trust.Fusion;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The fusion rules in the spelling of the command line. */
final class Fusions {

  private Fusions() {}

  static String nameOf(Fusion fusion) {
    return fusion.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the rule of this name.
   *
   * @throws BadInput if there is none
   */
  static Fusion get(String name) {
    return Arrays.stream(Fusion.values())
        .filter(fusion -> nameOf(fusion).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--fusion must be one of "
                        + Arrays.stream(Fusion.values())
                            .map(Fusions::nameOf)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + BadInput.quote(name)));
  }
}
