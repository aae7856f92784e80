package dev.demeanor.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keyed hashes (HMAC-SHA-256, RFC 2104, first 128 bits) that stand for subjects and sessions.
 * Thread-safe.
 */
public final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_KEY_BYTES = 32;
  private static final int KEPT_BYTES = 16;

  private final SecretKeySpec key;

  /**
   * Makes hashes with a key of at least 32 bytes; null: with a random one, so that hashes of
   * different runs cannot be matched.
   */
  public Pseudonyms(byte @Nullable [] configured) {
    byte[] bytes = configured;
    if (bytes == null) {
      bytes = new byte[MIN_KEY_BYTES];
      new SecureRandom().nextBytes(bytes);
    }
    if (bytes.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(
          "pseudonymKey must have at least " + MIN_KEY_BYTES + " bytes, had " + bytes.length);
    }
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** Returns the hash of one opening of a session in hexadecimal. */
  public String of(String kind, String tenant, String value, String opening) {
    return of(kind, tenant, value + '\0' + opening);
  }

  /** Returns the hash of a text of one kind in hexadecimal. */
  public String of(String kind, String tenant, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash =
          mac.doFinal((kind + '\0' + tenant + '\0' + value).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, KEPT_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
