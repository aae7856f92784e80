package dev.demeanor.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes state in the binary form that {@link StateReader} reads: big-endian, no padding, byte
 * arrays and strings preceded by their length. Grows as needed. Not thread-safe.
 */
public final class StateWriter {

  private byte[] bytes = new byte[256];
  private int size;

  /** Makes an empty writer. */
  public StateWriter() {}

  /** Appends a byte. */
  public StateWriter putByte(int value) {
    grow(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Appends four bytes. */
  public StateWriter putInt(int value) {
    grow(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Appends eight bytes. */
  public StateWriter putLong(long value) {
    grow(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Appends the bits of a float. */
  public StateWriter putFloat(float value) {
    return putInt(Float.floatToRawIntBits(value));
  }

  /** Appends the bits of a double. */
  public StateWriter putDouble(double value) {
    return putLong(Double.doubleToRawLongBits(value));
  }

  /** Appends a length and the bytes. */
  public StateWriter putBytes(byte[] value) {
    putInt(value.length);
    grow(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** Appends a length and the UTF-8 bytes of a string. */
  public StateWriter putString(String value) {
    return putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void grow(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
