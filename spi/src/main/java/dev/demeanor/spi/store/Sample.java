package dev.demeanor.spi.store;

import dev.demeanor.subject.Provenance;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One window that was assessed, kept to replay and to learn from again, or what it takes to make a
 * template of an earlier version again. The features are opaque to stores. Immutable: arrays are
 * copied in and out.
 *
 * @param id unique within the tenant; a store treats appending the same id again as the same sample
 * @param key whose window, from which source, on what kind of device
 * @param at when it was observed
 * @param provenance where it came from
 * @param schemaHash hash of the feature schema
 * @param features the window's features, at most {@value #MAX_FEATURES} bytes, beginning with an
 *     integer format version
 */
public record Sample(
    String id,
    TemplateKey key,
    Instant at,
    Provenance provenance,
    String schemaHash,
    byte[] features) {

  /** The most bytes that the features of one window may take. */
  public static final int MAX_FEATURES = 65_536;

  private static final int MAX_LENGTH = 256;

  /** Where a sample stands in the order of {@link SampleStore#read}. */
  public record Position(Instant at, String id) {}

  /** Checks the parts and copies the features. */
  public Sample {
    Objects.requireNonNull(id, "id");
    if (id.isBlank() || id.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "id must have 1 to " + MAX_LENGTH + " characters and not be blank, had " + id.length());
    }
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(schemaHash, "schemaHash");
    if (features.length > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "features must have at most " + MAX_FEATURES + " bytes, had " + features.length);
    }
    features = features.clone();
  }

  /** Returns a copy of the features. */
  @Override
  public byte[] features() {
    return features.clone();
  }

  /** Returns where it stands. */
  public Position position() {
    return new Position(at, id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sample that
        && id.equals(that.id)
        && key.equals(that.key)
        && at.equals(that.at)
        && provenance == that.provenance
        && schemaHash.equals(that.schemaHash)
        && Arrays.equals(features, that.features);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, key, at);
  }

  /** Shows neither subject nor features. */
  @Override
  public String toString() {
    return "Sample[" + key.source() + ", " + provenance + ", " + at + "]";
  }
}
