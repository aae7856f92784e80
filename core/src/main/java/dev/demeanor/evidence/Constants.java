package dev.demeanor.evidence;

import dev.demeanor.spi.ProviderOptions;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the constants of one detector from the options of its provider, where they are documented
 * knobs: each has a usual value, and {@code demeanor choose --vary} tries others. Not thread-safe.
 */
final class Constants {

  private final String detector;
  private final ProviderOptions options;
  private final Set<String> known = new TreeSet<>();

  Constants(String detector, ProviderOptions options) {
    this.detector = detector;
    this.options = options;
  }

  /** Returns a constant that is a number. */
  double number(String name, double usual, double min, double max) {
    known.add(name);
    return options.getDouble(name, usual, min, max);
  }

  /** Returns a constant that is a whole number. */
  int whole(String name, int usual, int min, int max) {
    known.add(name);
    return options.getInt(name, usual, min, max);
  }

  /**
   * Ends reading.
   *
   * @throws IllegalArgumentException if there is an option that no constant was read from
   */
  void refuseOthers() {
    for (String name : options.names()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "detector \""
                + detector
                + "\" has no constant \""
                + name
                + "\"; it has "
                + String.join(", ", known));
      }
    }
  }
}
