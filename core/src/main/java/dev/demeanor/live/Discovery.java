package dev.demeanor.live;

import dev.demeanor.spi.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds providers by {@link ServiceLoader} in one class loader, besides those that are built in.
 * Nothing is started by being found.
 */
final class Discovery {

  private final ClassLoader loader;
  private final List<Provider> builtIn;

  Discovery(ClassLoader loader, List<Provider> builtIn) {
    this.loader = loader;
    this.builtIn = builtIn;
  }

  /**
   * Returns the providers of one kind.
   *
   * @throws IllegalArgumentException if two have the same name or one cannot be made
   */
  <P extends Provider> List<P> all(Class<P> kind) {
    Map<String, P> found = new LinkedHashMap<>();
    for (Provider known : builtIn) {
      if (kind.isInstance(known)) {
        found.put(known.name(), kind.cast(known));
      }
    }
    try {
      for (P provider : ServiceLoader.load(kind, loader)) {
        P other = found.putIfAbsent(provider.name(), provider);
        if (other != null && other.getClass() != provider.getClass()) {
          throw new IllegalArgumentException(
              "two providers of "
                  + kind.getSimpleName()
                  + " are named \""
                  + provider.name()
                  + "\": "
                  + other.getClass().getName()
                  + " and "
                  + provider.getClass().getName()
                  + "; remove one from the class path or pass an instance to the builder");
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "a provider of " + kind.getSimpleName() + " cannot be made: " + e.getMessage(), e);
    }
    return List.copyOf(found.values());
  }

  /**
   * Returns the provider of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  <P extends Provider> P named(Class<P> kind, String name) {
    List<P> found = all(kind);
    return found.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no "
                        + kind.getSimpleName()
                        + " named \""
                        + name
                        + "\"; found "
                        + found.stream().map(Provider::name).toList()
                        + ". Is its module on the class path?"));
  }
}
