package dev.demeanor.cli.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.demeanor.cli.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads an Ed25519 public key: PEM, its Base64 alone, or DER. Stateless. */
final class PublicKeyFile {

  private static final int MAX_BYTES = 4096;

  private PublicKeyFile() {}

  static PublicKey read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BadInput("--public-key " + file + " is too large for an Ed25519 public key");
      }
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(decoded(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new BadInput("--public-key " + file + " cannot be read; check the path", e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BadInput(
          "--public-key "
              + file
              + " must hold an Ed25519 public key as PEM, as openssl pkey -pubout writes it",
          e);
    }
  }

  private static byte[] decoded(byte[] bytes) {
    String text = new String(bytes, US_ASCII);
    boolean binary = text.chars().anyMatch(c -> c > 126 || c < ' ' && !Character.isWhitespace(c));
    return binary
        ? bytes
        : Base64.getDecoder()
            .decode(text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
  }
}
