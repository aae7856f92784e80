package dev.demeanor.model.repository;

import dev.demeanor.model.ModelSignature;
import dev.demeanor.model.ModelVersion;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The public keys whose signature makes a version acceptable, by name. Immutable and thread-safe.
 */
public final class TrustedKeys {

  private final Map<String, PublicKey> keys;

  private TrustedKeys(Map<String, PublicKey> keys) {
    this.keys = Collections.unmodifiableMap(new TreeMap<>(keys));
  }

  /** Trusts these Ed25519 keys; with none no version is acceptable. */
  public static TrustedKeys of(Map<String, PublicKey> keys) {
    return new TrustedKeys(keys);
  }

  /** Returns the names. */
  public java.util.Set<String> names() {
    return keys.keySet();
  }

  /** Returns what is wrong with a version's signature; empty when a trusted key made it. */
  public Optional<String> refuse(ModelVersion version) {
    if (version.signature().isEmpty()) {
      return Optional.of("it is not signed; sign it with a key among " + names());
    }
    ModelSignature signature = version.signature().get();
    PublicKey key = keys.get(signature.key());
    if (key == null) {
      return Optional.of(
          "it is signed by unknown key \"" + signature.key() + "\", trusted are " + names());
    }
    return isValid(version.text(), signature, key)
        ? Optional.empty()
        : Optional.of(
            "its signature is not one of key \""
                + signature.key()
                + "\": the manifest was changed, or another key signed");
  }

  private static boolean isValid(String text, ModelSignature signature, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
      verifier.initVerify(key);
      verifier.update(SigningKey.signed(text));
      return verifier.verify(Base64.getDecoder().decode(signature.value()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
