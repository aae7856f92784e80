package dev.demeanor.population;

import dev.demeanor.spi.StateWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * Who is in a population, as salted hashes: enough to refuse to evaluate somebody who is in it, too
 * little to list them. Whoever has the file and guesses a name can check the guess. Immutable.
 *
 * @param salt hexadecimal
 * @param hashes sorted, hexadecimal
 */
record Members(String salt, List<String> hashes) {

  /** Makes a list of guesses that much slower. */
  private static final int ROUNDS = 1000;

  private static final int KEPT_BYTES = 16;

  Members {
    hashes = List.copyOf(hashes);
  }

  static Members of(String salt, List<String> names) {
    TreeSet<String> hashes = new TreeSet<>();
    names.forEach(name -> hashes.add(hash(salt, name)));
    return new Members(salt, List.copyOf(hashes));
  }

  boolean contains(String name) {
    return hashes.contains(hash(salt, name));
  }

  private static String hash(String salt, String name) {
    MessageDigest digest = sha256();
    byte[] salted = new StateWriter().putString(salt).toByteArray();
    byte[] value = new StateWriter().putString(name).toByteArray();
    for (int i = 0; i < ROUNDS; i++) {
      digest.update(salted);
      value = digest.digest(value);
    }
    return HexFormat.of().formatHex(value, 0, KEPT_BYTES);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
