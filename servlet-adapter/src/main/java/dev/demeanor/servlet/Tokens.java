package dev.demeanor.servlet;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable names of 128 bits. Thread-safe. */
final class Tokens {

  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  /** Returns 22 characters of base64url. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
