package dev.demeanor.model;

import java.util.Objects;

/**
 * Ed25519 signature of a version's canonical text. Immutable.
 *
 * @param key name of the key
 * @param value in Base64
 */
public record ModelSignature(String key, String value) {

  /** Checks that both are there. */
  public ModelSignature {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
