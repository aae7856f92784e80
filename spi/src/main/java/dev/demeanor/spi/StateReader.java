package dev.demeanor.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link StateWriter} wrote. Every read checks its bounds, so that damaged bytes end in
 * a {@link CorruptStateException} and never in a huge allocation. Not thread-safe.
 */
public final class StateReader {

  private final byte[] bytes;
  private int at;

  /** Reads from the beginning of {@code bytes}, which must not change meanwhile. */
  public StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads a byte, sign-extended. */
  public int getByte() {
    need(1);
    return bytes[at++];
  }

  /** Reads four bytes. */
  public int getInt() {
    need(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | bytes[at++] & 0xFF;
    }
    return value;
  }

  /**
   * Reads an int that must lie in a range.
   *
   * @throws CorruptStateException if it does not; the message names {@code what}
   */
  public int getInt(String what, int min, int max) {
    int value = getInt();
    if (value < min || value > max) {
      throw new CorruptStateException(what + " must be " + min + " to " + max + ", was " + value);
    }
    return value;
  }

  /** Reads eight bytes. */
  public long getLong() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[at++] & 0xFF;
    }
    return value;
  }

  /** Reads a float. */
  public float getFloat() {
    return Float.intBitsToFloat(getInt());
  }

  /** Reads a double. */
  public double getDouble() {
    return Double.longBitsToDouble(getLong());
  }

  /** Reads a length and as many bytes. */
  public byte[] getBytes() {
    int length = getInt("length", 0, Integer.MAX_VALUE);
    need(length);
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  /** Reads a string. */
  public String getString() {
    return new String(getBytes(), StandardCharsets.UTF_8);
  }

  /** Returns how many bytes are left. */
  public int remaining() {
    return bytes.length - at;
  }

  /**
   * Checks that everything was read.
   *
   * @throws CorruptStateException if bytes are left
   */
  public void expectEnd() {
    if (remaining() != 0) {
      throw new CorruptStateException(remaining() + " bytes too many");
    }
  }

  private void need(int count) {
    if (remaining() < count) {
      throw new CorruptStateException(
          "needs " + count + " bytes at " + at + ", has " + remaining());
    }
  }
}
