package dev.demeanor.store.jdbc;

import dev.demeanor.spi.store.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What the columns can hold. Checked before a statement is sent, so that every database refuses the
 * same, and none shortens a name and so makes two of them one.
 */
final class Column {

  /** Ids, names, keyed hashes. */
  static final int NAME = 256;

  /** Ids of audit records: a keyed hash or an id, and what was put before or behind it. */
  static final int RECORD_ID = 512;

  /** Reasons and notes in words. */
  static final int WORDS = 4_000;

  /** Names of detectors, hashes of schemas. */
  static final int HASH = 128;

  /** Payloads. */
  static final int BYTES = 1_048_576;

  private Column() {}

  static String text(String name, String value, int max) {
    if (value.length() > max) {
      throw new RefusedException(
          name + " must have at most " + max + " characters, had " + value.length());
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        throw new RefusedException(name + " must not hold the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == value.length()
            || !Character.isLowSurrogate(value.charAt(++i))) {
          throw new RefusedException(name + " must be well-formed: half a character in it");
        }
      }
    }
    return value;
  }

  static @Nullable String optionalText(String name, @Nullable String value, int max) {
    return value == null ? null : text(name, value, max);
  }

  static byte[] bytes(String name, byte[] value) {
    if (value.length > BYTES) {
      throw new RefusedException(
          name + " must have at most " + BYTES + " bytes, had " + value.length);
    }
    return value;
  }
}
