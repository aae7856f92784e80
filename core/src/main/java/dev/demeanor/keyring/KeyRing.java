package dev.demeanor.keyring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master keys that wrap the data keys of subjects: the current one, which wraps what is new,
 * and earlier ones, which still open what they have wrapped. Where they come from is the host's
 * business. To rotate, add a new current key and keep the earlier one until every subject's data
 * key was wrapped anew ({@link EncryptedTemplateStore#rewrap}). Shows names of keys, never keys.
 * Immutable; thread-safe.
 */
public final class KeyRing {

  private static final int KEY_BYTES = 32;
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  private final String current;
  private final Map<String, SecretKey> keys;

  private KeyRing(String current, Map<String, SecretKey> keys) {
    this.current = current;
    this.keys = keys;
  }

  /**
   * Returns a ring of one key.
   *
   * @param id its name; letters, digits, {@code . _ -}
   * @param key 32 random bytes; copied
   */
  public static KeyRing of(String id, byte[] key) {
    return new KeyRing(id, Map.of(id, secret(id, key)));
  }

  /** Returns a ring with a new current key, which keeps the others. */
  public KeyRing withCurrent(String id, byte[] key) {
    if (keys.containsKey(id)) {
      throw new IllegalArgumentException("master key \"" + id + "\" is in the ring already");
    }
    Map<String, SecretKey> more = new LinkedHashMap<>(keys);
    more.put(id, secret(id, key));
    return new KeyRing(id, Map.copyOf(more));
  }

  /** Returns a ring without an earlier key: what it has wrapped cannot be opened any more. */
  public KeyRing without(String id) {
    if (id.equals(current)) {
      throw new IllegalArgumentException("master key \"" + id + "\" is the current one");
    }
    Map<String, SecretKey> fewer = new LinkedHashMap<>(keys);
    fewer.remove(id);
    return new KeyRing(current, Map.copyOf(fewer));
  }

  /** Returns the name of the current key. */
  public String current() {
    return current;
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  private static SecretKey secret(String id, byte[] key) {
    if (!id.matches(NAME)) {
      throw new IllegalArgumentException("id of a master key must match " + NAME);
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "master key \"" + id + "\" must have " + KEY_BYTES + " bytes, had " + key.length);
    }
    return new SecretKeySpec(key, "AES");
  }

  @Override
  public String toString() {
    return "KeyRing[current " + current + ", " + keys.size() + " keys]";
  }
}
