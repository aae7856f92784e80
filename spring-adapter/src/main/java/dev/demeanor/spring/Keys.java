package dev.demeanor.spring;

import dev.demeanor.keyring.KeyRing;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The key ring that the properties describe. */
final class Keys {

  /** Name of the key that is made of {@code demeanor.secret}. */
  static final String FROM_SECRET = "secret";

  private static final String PROPERTY = "demeanor.keys";

  private Keys() {}

  /**
   * Returns the ring: the key made of the secret, and those that are named, one of which is the
   * current one. The key made of the secret stays in the ring, so that what it encrypted before
   * keys were named can still be read.
   */
  static KeyRing ring(String secret, DemeanorProperties.Keys keys) {
    KeyRing ring = KeyRing.of(FROM_SECRET, Secrets.derive(secret, "templates"));
    String current = current(keys);
    if (current == null) {
      return ring;
    }
    Map<String, String> ordered = new TreeMap<>(keys.secrets());
    String last = ordered.remove(current);
    for (Map.Entry<String, String> earlier : ordered.entrySet()) {
      ring = with(ring, earlier.getKey(), earlier.getValue());
    }
    return last == null ? ring : with(ring, current, last);
  }

  private static @Nullable String current(DemeanorProperties.Keys keys) {
    String current = keys.current();
    if (current == null && !keys.secrets().isEmpty()) {
      throw new InvalidConfigurationException(
          PROPERTY + ".current",
          "must name one of " + keys.secrets().keySet() + ", was missing",
          "Name the key that encrypts what is new.",
          null);
    }
    if (current != null && !keys.secrets().containsKey(current)) {
      throw new InvalidConfigurationException(
          PROPERTY + ".current",
          "must name one of " + keys.secrets().keySet() + ", was \"" + current + "\"",
          "Add demeanor.keys.secrets." + current + ", or name another key.",
          null);
    }
    return current;
  }

  private static KeyRing with(KeyRing ring, String name, String secret) {
    String property = PROPERTY + ".secrets." + name;
    byte[] key = Secrets.derive(Secrets.check(property, secret), "templates");
    try {
      return ring.withCurrent(name, key);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          property,
          String.valueOf(e.getMessage()),
          "Give the key another name: letters, digits, . _ -, and not \"" + FROM_SECRET + "\".",
          e);
    }
  }
}
