package dev.demeanor.models.tribuo;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.Arrays;

/**
 * Support vectors and what is needed to compare a window with them. Immutable.
 *
 * @param offset of each feature, in its unit
 * @param scale of each feature: what is subtracted from and multiplied with is in 32-bit floats, as
 *     in the exported graph
 * @param gamma of the kernel {@code exp(-gamma |x - y|^2)}
 * @param rho what is added to the sum, as libsvm's with its sign turned
 * @param weights of each vector, over the sum of all weights at fitting
 * @param vectors feature by feature: the first of all vectors, the second of all
 */
record OcSvmFit(
    float[] offset, float[] scale, float gamma, float rho, float[] weights, float[] vectors) {

  /** Further out nothing is any stranger. */
  static final float MOST = 8;

  private static final int MAX_VECTORS = 1000;

  int features() {
    return offset.length;
  }

  /** Returns where a value lies, 0 (the middle) for what is missing. */
  float place(int feature, float value) {
    float place = (value - offset[feature]) * scale[feature];
    return Float.isNaN(place) ? 0 : Math.max(-MOST, Math.min(MOST, place));
  }

  /** Returns how many numbers {@link #score} works on: the placed window, then as many sums. */
  int work() {
    return offset.length + weights.length;
  }

  /**
   * Returns how far inside (above 0) or outside the placed window is.
   *
   * @param work begins with the placed window; overwritten after it
   */
  double score(float[] work) {
    int features = offset.length;
    int count = weights.length;
    Arrays.fill(work, features, features + count, 0);
    for (int j = 0; j < features; j++) {
      addSquares(work[j], j * count, work, features);
    }
    double sum = rho;
    for (int i = 0; i < count; i++) {
      sum += weights[i] * Exponential.of(-gamma * work[features + i]);
    }
    return sum;
  }

  /** Feature by feature over all vectors: a loop that the JVM does on many numbers at once. */
  private void addSquares(float value, int from, float[] sums, int at) {
    for (int i = 0; i < weights.length; i++) {
      float difference = value - vectors[from + i];
      sums[at + i] += difference * difference;
    }
  }

  /** Returns the vectors one after another. */
  float[] rows() {
    int count = weights.length;
    float[] rows = new float[vectors.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = vectors[i % offset.length * count + i / offset.length];
    }
    return rows;
  }

  void save(StateWriter out) {
    out.putFloat(gamma).putFloat(rho).putInt(weights.length);
    put(offset, out);
    put(scale, out);
    put(weights, out);
    put(vectors, out);
  }

  private static void put(float[] values, StateWriter out) {
    for (float value : values) {
      out.putFloat(value);
    }
  }

  static OcSvmFit load(int features, StateReader in) {
    float gamma = finite(in.getFloat());
    float rho = finite(in.getFloat());
    int count = in.getInt("support vectors", 1, MAX_VECTORS);
    return new OcSvmFit(
        get(features, in),
        get(features, in),
        gamma,
        rho,
        get(count, in),
        get(count * features, in));
  }

  private static float[] get(int count, StateReader in) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = finite(in.getFloat());
    }
    return values;
  }

  private static float finite(float value) {
    if (!Float.isFinite(value)) {
      throw new CorruptStateException("numbers of support vectors must be finite");
    }
    return value;
  }

  @Override
  public String toString() {
    return "OcSvmFit[" + weights.length + " support vectors]";
  }
}
