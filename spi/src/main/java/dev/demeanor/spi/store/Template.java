package dev.demeanor.spi.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * What is learned of one subject from one source, as it is stored. The payload is opaque to stores.
 * Immutable: arrays are copied in and out.
 *
 * @param key which template
 * @param version counts the saves of this key from 1; 0 before the first save
 * @param detector name of the detector that learned it
 * @param schemaHash hash of the feature schema it was learned with
 * @param samples how many samples it has learned
 * @param updatedAt when it was last changed
 * @param payload the learned state, beginning with an integer format version
 */
public record Template(
    TemplateKey key,
    long version,
    String detector,
    String schemaHash,
    int samples,
    Instant updatedAt,
    byte[] payload) {

  /** Checks the parts and copies the payload. */
  public Template {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(schemaHash, "schemaHash");
    Objects.requireNonNull(updatedAt, "updatedAt");
    if (version < 0) {
      throw new IllegalArgumentException("version must be >= 0, was " + version);
    }
    if (samples < 0) {
      throw new IllegalArgumentException("samples must be >= 0, was " + samples);
    }
    payload = payload.clone();
  }

  /** Returns a copy of the payload. */
  @Override
  public byte[] payload() {
    return payload.clone();
  }

  /** Returns the same template under another version. */
  public Template withVersion(long newVersion) {
    return new Template(key, newVersion, detector, schemaHash, samples, updatedAt, payload);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template that
        && key.equals(that.key)
        && version == that.version
        && detector.equals(that.detector)
        && schemaHash.equals(that.schemaHash)
        && samples == that.samples
        && updatedAt.equals(that.updatedAt)
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, version, Arrays.hashCode(payload));
  }

  /** Shows neither subject nor contents. */
  @Override
  public String toString() {
    return "Template[" + key.source() + ", version " + version + ", " + samples + " samples]";
  }
}
