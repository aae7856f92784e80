package dev.demeanor.spring;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Checks secrets from configuration, and derives a key for each purpose from them. */
final class Secrets {

  static final int MIN_CHARACTERS = 32;
  private static final int MIN_DISTINCT = 8;

  /** What stands in examples and templates, without anything but letters and digits. */
  private static final List<String> PLACEHOLDERS =
      List.of(
          "changeme",
          "changeit",
          "changethis",
          "replaceme",
          "replacethis",
          "placeholder",
          "yoursecret",
          "mysecret",
          "supersecret",
          "secretkey",
          "secretsecret",
          "password",
          "example",
          "default",
          "insecure",
          "donotuse",
          "todo",
          "0123456789",
          "abcdefgh",
          "deadbeef");

  private static final String REMEDY =
      "Set it from the environment or a secret store, for instance to the output of"
          + " `openssl rand -base64 48`. It must stay the same after a restart.";

  private Secrets() {}

  /** Returns the secret, which must be there and strong; {@code why} says what needs it. */
  static String require(String property, @Nullable String secret, String why) {
    if (secret == null || secret.isBlank()) {
      throw new InvalidConfigurationException(
          property, "is required " + why + ", was missing", REMEDY, null);
    }
    return check(property, secret);
  }

  /** Returns the secret, which must be strong. */
  static String check(String property, String secret) {
    if (secret.length() < MIN_CHARACTERS) {
      throw new InvalidConfigurationException(
          property,
          "must have at least " + MIN_CHARACTERS + " characters, had " + secret.length(),
          REMEDY,
          null);
    }
    if (isPlaceholder(secret)) {
      throw new InvalidConfigurationException(
          property,
          "must be random; what was given is a placeholder or made of few characters",
          REMEDY,
          null);
    }
    return secret;
  }

  private static boolean isPlaceholder(String secret) {
    String plain = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return secret.chars().distinct().count() < MIN_DISTINCT
        || PLACEHOLDERS.stream().anyMatch(plain::contains);
  }

  /** Returns 32 bytes for one purpose: HMAC-SHA-256 of its name under the secret. */
  static byte[] derive(String secret, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(("demeanor/" + purpose).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
