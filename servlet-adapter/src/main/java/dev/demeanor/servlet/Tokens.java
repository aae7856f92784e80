package dev.demeanor.servlet;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Unguessable names of 128 bits. The random generator is asked for many at once: asked for each
 * request it takes longer than the block check. Thread-safe.
 */
final class Tokens {

  private static final int BYTES = 16;
  private static final int AHEAD = 64;

  private final SecureRandom random = new SecureRandom();
  private final byte[] ahead = new byte[AHEAD * BYTES];
  private int used = ahead.length;

  /** Returns 22 characters of base64url. */
  String next() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  /** What was given is not kept. */
  private synchronized byte[] bytes() {
    if (used == ahead.length) {
      random.nextBytes(ahead);
      used = 0;
    }
    byte[] given = Arrays.copyOfRange(ahead, used, used + BYTES);
    Arrays.fill(ahead, used, used + BYTES, (byte) 0);
    used += BYTES;
    return given;
  }
}
