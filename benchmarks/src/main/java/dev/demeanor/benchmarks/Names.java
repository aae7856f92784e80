package dev.demeanor.benchmarks;

import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.nio.charset.StandardCharsets;

/**
 * Names of sessions, accounts and addresses by number. Every call makes a new string whose hash
 * nobody has computed yet, as a request brings it.
 */
final class Names {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Names() {}

  static SessionId session(int number) {
    byte[] text = new byte[32];
    putHex(text, 0, mix(number));
    putHex(text, 16, mix(number + GOLDEN));
    return new SessionId(new String(text, StandardCharsets.ISO_8859_1));
  }

  static SubjectId subject(int number) {
    byte[] text = "user-00000000@example.org".getBytes(StandardCharsets.ISO_8859_1);
    int rest = number;
    for (int at = 12; at > 4; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return SubjectId.of(new String(text, StandardCharsets.ISO_8859_1));
  }

  static String address(int number) {
    String text = "10." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "." + (number & 255);
    return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
  }

  private static void putHex(byte[] text, int from, long value) {
    for (int i = 0; i < 16; i++) {
      text[from + i] = HEX[(int) (value >>> 4 * i) & 15];
    }
  }

  private static long mix(long number) {
    long z = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (z ^ z >>> 31) * GOLDEN ^ z >>> 29;
  }
}
