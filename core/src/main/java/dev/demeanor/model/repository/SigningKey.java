package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.model.ModelSignature;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/**
 * The Ed25519 key with which versions are signed. Thread-safe.
 *
 * @param id its name, as it stands in manifests; letters, digits, {@code . _ -}
 * @param key the private key
 */
public record SigningKey(String id, PrivateKey key) {

  static final String ALGORITHM = "Ed25519";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** Checks the name, and that the key can sign. */
  public SigningKey {
    if (!id.matches(NAME)) {
      throw new IllegalArgumentException(
          "id of a signing key must match " + NAME + ", was \"" + id + "\"");
    }
    try {
      Signature.getInstance(ALGORITHM).initSign(key);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(
          "signing key " + id + " must be an Ed25519 private key, was " + key.getAlgorithm(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Signs the canonical text of a version. */
  public ModelSignature sign(String text) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(signed(text));
      return new ModelSignature(id, Base64.getEncoder().encodeToString(signer.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing key " + id + " does not sign any more", e);
    }
  }

  /** Returns what is signed: a signature of something else must not fit a version. */
  static byte[] signed(String text) {
    return ("demeanor model version 1\n" + text).getBytes(UTF_8);
  }

  /** Shows the name only. */
  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
