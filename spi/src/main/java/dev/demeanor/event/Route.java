package dev.demeanor.event;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Numbers for routes of an application. */
public final class Route {

  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private Route() {}

  /**
   * Returns the number that stands for a route template in events and templates: the same on every
   * node and after every restart, so that no table has to be kept (FNV-1a of the UTF-8 bytes, 31
   * bits; of 1,000 routes two share a number with a probability under 0.03 %).
   *
   * @param template a template such as {@code /accounts/{id}}, never a path with values in it
   */
  public static int number(String template) {
    byte[] utf8 = template.getBytes(StandardCharsets.UTF_8);
    return number(utf8, 0, utf8.length);
  }

  /**
   * Returns the same number for a template that is held as UTF-8 bytes; makes no object.
   *
   * @throws IndexOutOfBoundsException if the range is not within the bytes
   */
  public static int number(byte[] utf8, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, utf8.length);
    int hash = FNV_OFFSET;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ utf8[i] & 0xFF) * FNV_PRIME;
    }
    return hash & Integer.MAX_VALUE;
  }
}
