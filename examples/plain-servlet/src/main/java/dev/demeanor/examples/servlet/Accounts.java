package dev.demeanor.examples.servlet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may sign in. An application has a database of salted hashes; this one forgets with its end.
 */
final class Accounts {

  private static final int PASSWORD_BYTES = 9;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, byte[]> passwords = new ConcurrentHashMap<>();

  /** Adds an account and returns its password. */
  String add(String name) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    String password = Base64.getUrlEncoder().encodeToString(bytes);
    passwords.put(name, password.getBytes(StandardCharsets.UTF_8));
    return password;
  }

  boolean isRight(String name, String password) {
    byte[] right = passwords.get(name);
    return right != null && MessageDigest.isEqual(right, password.getBytes(StandardCharsets.UTF_8));
  }
}
