package dev.demeanor.spi.feature;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The ordered features of a vector. Its hash binds templates and models to exactly these names,
 * units and order, so that a model never scores a vector it was not made for. Immutable; equal when
 * name, features and order are equal.
 */
public final class FeatureSchema {

  private static final int MAX_FEATURES = 4096;

  private final String name;
  private final List<Feature> features;
  private final String hash;

  /**
   * Makes a schema.
   *
   * @param name what the features describe, with a version, for instance {@code fixed-text/1}
   * @param features at least one, at most 4096, with distinct names
   */
  public FeatureSchema(String name, List<Feature> features) {
    if (name.isBlank() || name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("schema name must not be blank or hold a line end");
    }
    if (features.isEmpty() || features.size() > MAX_FEATURES) {
      throw new IllegalArgumentException(
          "schema must have 1 to " + MAX_FEATURES + " features, had " + features.size());
    }
    Set<String> names = new HashSet<>();
    for (Feature feature : features) {
      if (!names.add(feature.name())) {
        throw new IllegalArgumentException(
            "feature names must be distinct, \"" + feature.name() + "\" is there twice");
      }
    }
    this.name = name;
    this.features = List.copyOf(features);
    this.hash = hash(name, this.features);
  }

  /** Returns what the features describe, with a version. */
  public String name() {
    return name;
  }

  /** Returns the features in order. */
  public List<Feature> features() {
    return features;
  }

  /** Returns how many features there are. */
  public int size() {
    return features.size();
  }

  /**
   * Returns the SHA-256 (FIPS 180-4) of the schema in hexadecimal: UTF-8 of the name and a line
   * end, then for each feature its name, a tab, its unit and a line end.
   */
  public String hash() {
    return hash;
  }

  /** Appends name, features and order in the form {@link #load} reads. */
  public void save(StateWriter out) {
    out.putString(name).putInt(features.size());
    for (Feature feature : features) {
      out.putString(feature.name()).putString(feature.unit());
    }
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws CorruptStateException if it is damaged
   */
  public static FeatureSchema load(StateReader in) {
    String name = in.getString();
    int size = in.getInt("features", 1, MAX_FEATURES);
    List<Feature> features = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        features.add(new Feature(in.getString(), in.getString()));
      }
      return new FeatureSchema(name, features);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("feature schema: " + e.getMessage());
    }
  }

  private static String hash(String name, List<Feature> features) {
    StringBuilder text = new StringBuilder(name).append('\n');
    for (Feature feature : features) {
      text.append(feature.name()).append('\t').append(feature.unit()).append('\n');
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof FeatureSchema that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "FeatureSchema[" + name + ", " + size() + " features, " + hash.substring(0, 12) + "]";
  }
}
