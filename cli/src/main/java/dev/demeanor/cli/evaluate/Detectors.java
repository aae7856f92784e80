package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.DetectorProvider;
import java.util.List;
import java.util.ServiceLoader;

/** The detectors on the class path. */
final class Detectors {

  private Detectors() {}

  static List<String> names() {
    return ServiceLoader.load(DetectorProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(Provider::name)
        .sorted()
        .toList();
  }

  /**
   * Returns the name when there is such a detector.
   *
   * @throws BadInput if there is none
   */
  static String check(String name) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new BadInput(
          "--detector must be one of "
              + String.join(", ", names)
              + ", was "
              + BadInput.quote(name));
    }
    return name;
  }

  /**
   * Makes a detector, to see whether it takes these constants.
   *
   * @throws BadInput if it does not
   */
  static void check(String name, ProviderOptions constants) {
    DetectorProvider provider =
        ServiceLoader.load(DetectorProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals(check(name)))
            .findFirst()
            .orElseThrow();
    try {
      provider.create(constants);
    } catch (IllegalArgumentException e) {
      throw new BadInput(String.valueOf(e.getMessage()), e);
    }
  }
}
