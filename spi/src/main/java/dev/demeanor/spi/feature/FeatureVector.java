package dev.demeanor.spi.feature;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.Arrays;

/**
 * What one window says. Named features, each either present or missing: missing is never zero,
 * reading a missing value gives {@link Double#NaN}, and detectors skip it. Beside them, where the
 * schema's name says so, tokens: small whole numbers such as visited routes in order, or the bins
 * into which the keys of a block fell, for detectors that count rather than measure. Reused by its
 * owner; not thread-safe.
 */
public final class FeatureVector {

  /** Tokens a window may have; further ones are dropped. */
  public static final int MAX_TOKENS = 1024;

  private final FeatureSchema schema;
  private final double[] values;
  private int[] tokens = new int[0];
  private int tokenCount;
  private int units = 1;

  /** Makes a vector in which every feature is missing. */
  public FeatureVector(FeatureSchema schema) {
    this.schema = schema;
    this.values = new double[schema.size()];
    clear();
  }

  /** Returns a copy that no longer follows the original. */
  public FeatureVector copy() {
    FeatureVector copy = new FeatureVector(schema);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    copy.tokens = Arrays.copyOf(tokens, tokenCount);
    copy.tokenCount = tokenCount;
    copy.units = units;
    return copy;
  }

  /** Returns the schema. */
  public FeatureSchema schema() {
    return schema;
  }

  /** Returns how many features there are, missing ones included. */
  public int size() {
    return values.length;
  }

  /** Marks every feature as missing, drops the tokens, and makes it one unit. */
  public void clear() {
    Arrays.fill(values, Double.NaN);
    tokenCount = 0;
    units = 1;
  }

  /** Sets a value; NaN or an infinity marks the feature as missing. */
  public void set(int index, double value) {
    values[index] = Double.isFinite(value) ? value : Double.NaN;
  }

  /** Marks a feature as missing. */
  public void setMissing(int index) {
    values[index] = Double.NaN;
  }

  /** Returns whether a feature is missing. */
  public boolean isMissing(int index) {
    return Double.isNaN(values[index]);
  }

  /** Returns a value, or NaN when it is missing. */
  public double value(int index) {
    return values[index];
  }

  /** Returns how many features are present. */
  public int present() {
    int present = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        present++;
      }
    }
    return present;
  }

  /** Adds a token; allocates only when there were never as many. */
  public void addToken(int token) {
    if (tokenCount == tokens.length) {
      if (tokenCount == MAX_TOKENS) {
        return;
      }
      tokens = Arrays.copyOf(tokens, Math.min(MAX_TOKENS, Math.max(16, 2 * tokenCount)));
    }
    tokens[tokenCount++] = token;
  }

  /** Returns how many tokens there are. */
  public int tokenCount() {
    return tokenCount;
  }

  /** Returns a token. */
  public int token(int index) {
    if (index >= tokenCount) {
      throw new IndexOutOfBoundsException("token index must be < " + tokenCount + ", was " + index);
    }
    return tokens[index];
  }

  /** Returns how many units of behaviour the window holds, at least 1. */
  public int units() {
    return units;
  }

  /** Sets how many units of behaviour the window holds; less than 1 counts as 1. */
  public void setUnits(int newUnits) {
    units = Math.max(1, newUnits);
  }

  /** Appends schema, values, tokens and units in the form {@link #load} reads. */
  public void save(StateWriter out) {
    schema.save(out);
    for (double value : values) {
      out.putDouble(value);
    }
    out.putInt(units).putInt(tokenCount);
    for (int i = 0; i < tokenCount; i++) {
      out.putInt(tokens[i]);
    }
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws dev.demeanor.spi.CorruptStateException if it is damaged
   */
  public static FeatureVector load(StateReader in) {
    FeatureVector vector = new FeatureVector(FeatureSchema.load(in));
    for (int i = 0; i < vector.values.length; i++) {
      vector.set(i, in.getDouble());
    }
    vector.setUnits(in.getInt("units", 1, Integer.MAX_VALUE));
    for (int left = in.getInt("tokens", 0, MAX_TOKENS); left > 0; left--) {
      vector.addToken(in.getInt());
    }
    return vector;
  }

  /** Shows no value: they are behaviour. */
  @Override
  public String toString() {
    return "FeatureVector[" + schema.name() + ", " + present() + " of " + size() + " present]";
  }
}
