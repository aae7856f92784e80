package dev.demeanor.wire;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** The text form of a nonce: 16 bytes in base64url without padding. */
final class Nonce {

  static final int BYTES = 16;

  private static final Pattern TEXT =
      Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]"); // 4 bits left over

  private Nonce() {}

  /** Returns whether a text is a nonce in its one canonical form. */
  static boolean is(String text) {
    return TEXT.matcher(text).matches();
  }

  /** Writes the 16 bytes at {@code offset} as text. */
  static String text(byte[] bytes, int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, offset, offset + BYTES));
  }

  /** Reads the 16 bytes of a nonce in its text form. */
  static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
