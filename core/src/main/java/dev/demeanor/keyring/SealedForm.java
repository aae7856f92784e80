package dev.demeanor.keyring;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.function.BiFunction;

/**
 * The stored form of what was sealed with a subject's data key, format version 1: a mark of what it
 * is, the format, the id of the key, the sealed bytes. Immutable and thread-safe.
 */
final class SealedForm {

  private static final int FORMAT = 1;

  private final String thing;
  private final int mark;

  /**
   * Names what is sealed.
   *
   * @param thing in the singular, for messages
   * @param mark what its stored form begins with
   */
  SealedForm(String thing, int mark) {
    this.thing = thing;
    this.mark = mark;
  }

  byte[] write(String keyId, byte[] sealed) {
    return new StateWriter()
        .putInt(mark)
        .putInt(FORMAT)
        .putString(keyId)
        .putBytes(sealed)
        .toByteArray();
  }

  /**
   * Returns what comes of a key's id and the bytes sealed with it.
   *
   * @throws CorruptStateException if this is not what {@link #write} wrote
   */
  <T> T read(byte[] stored, BiFunction<String, byte[], T> open) {
    StateReader in = new StateReader(stored);
    if (in.remaining() < 8 || in.getInt() != mark) {
      throw new CorruptStateException(thing + " is not encrypted");
    }
    in.getInt("format of an encrypted " + thing, FORMAT, FORMAT);
    String keyId = in.getString();
    byte[] sealed = in.getBytes();
    in.expectEnd();
    return open.apply(keyId, sealed);
  }
}
