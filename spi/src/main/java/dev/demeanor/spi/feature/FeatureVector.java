package dev.demeanor.spi.feature;

/**
 * Values of the features of one window, each either present or missing. Missing is never zero:
 * reading a missing value gives {@link Double#NaN}, and detectors skip it. Reused by its owner; not
 * thread-safe.
 */
public final class FeatureVector {

  private final FeatureSchema schema;
  private final double[] values;

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

  /** Marks every feature as missing. */
  public void clear() {
    java.util.Arrays.fill(values, Double.NaN);
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

  /** Shows no value: they are behaviour. */
  @Override
  public String toString() {
    return "FeatureVector[" + schema.name() + ", " + present() + " of " + size() + " present]";
  }
}
