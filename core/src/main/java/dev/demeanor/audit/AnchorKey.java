package dev.demeanor.audit;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Objects;

/**
 * The Ed25519 key with which a node signs anchors, given by the host. Thread-safe.
 *
 * @param id its name, as it stands in anchors; letters, digits, {@code . _ -}
 * @param key the private key
 */
public record AnchorKey(String id, PrivateKey key) {

  /** Checks the name, and that the key can sign. */
  public AnchorKey {
    Objects.requireNonNull(key, "key");
    if (!id.matches(AuditChain.NODE)) {
      throw new IllegalArgumentException(
          "id of an anchor key must match " + AuditChain.NODE + ", was \"" + id + "\"");
    }
    try {
      Signature.getInstance(Anchors.ALGORITHM).initSign(key);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(
          "anchor key " + id + " must be an Ed25519 private key, was " + key.getAlgorithm(), e);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + Anchors.ALGORITHM, e);
    }
  }

  /** Shows the name only. */
  @Override
  public String toString() {
    return "AnchorKey[" + id + "]";
  }
}
