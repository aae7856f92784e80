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
 * @param vectors of each feature its value in all vectors
 */
record OcSvmFit(
    float[] offset, float[] scale, float gamma, float rho, float[] weights, float[][] vectors) {

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

  /** Returns how many numbers {@link #score} works on: a sum for each vector, then the window. */
  int work() {
    return weights.length + offset.length;
  }

  /** Places a value of a window where {@link #score} looks for it. */
  void place(int feature, float value, float[] work) {
    work[weights.length + feature] = place(feature, value);
  }

  /**
   * Returns how far inside (above 0) or outside the placed window is.
   *
   * @param work ends with the placed window; begins with sums afterwards
   */
  double score(float[] work) {
    int count = weights.length;
    Arrays.fill(work, 0, count, 0);
    int j = 0;
    for (; j + 4 <= offset.length; j += 4) {
      addFourSquares(j, work);
    }
    for (; j < offset.length; j++) {
      addSquares(work[count + j], vectors[j], work);
    }
    double sum = rho;
    for (int i = 0; i < count; i++) {
      sum += weights[i] * Exponential.of(-gamma * work[i]);
    }
    return sum;
  }

  /**
   * Feature by feature over all vectors, and arrays that begin where the sums do: a loop that the
   * JVM does on many numbers at once. Four features at a time, so that sums are fetched less often.
   */
  private void addFourSquares(int feature, float[] work) {
    int at = weights.length + feature;
    addFourSquares(
        work[at],
        vectors[feature],
        work[at + 1],
        vectors[feature + 1],
        work[at + 2],
        vectors[feature + 2],
        work[at + 3],
        vectors[feature + 3],
        work);
  }

  private static void addFourSquares(
      float a,
      float[] as,
      float b,
      float[] bs,
      float c,
      float[] cs,
      float d,
      float[] ds,
      float[] sums) {
    for (int i = 0; i < as.length; i++) {
      float da = a - as[i];
      float db = b - bs[i];
      float dc = c - cs[i];
      float dd = d - ds[i];
      sums[i] += (da * da + db * db) + (dc * dc + dd * dd);
    }
  }

  private static void addSquares(float value, float[] all, float[] sums) {
    for (int i = 0; i < all.length; i++) {
      float difference = value - all[i];
      sums[i] += difference * difference;
    }
  }

  /** Returns the vectors one after another. */
  float[] rows() {
    float[] rows = new float[weights.length * offset.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = vectors[i % offset.length][i / offset.length];
    }
    return rows;
  }

  void save(StateWriter out) {
    out.putFloat(gamma).putFloat(rho).putInt(weights.length);
    put(offset, out);
    put(scale, out);
    put(weights, out);
    for (float[] each : vectors) {
      put(each, out);
    }
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
    if (gamma < 0) {
      throw new CorruptStateException("gamma of support vectors must be >= 0");
    }
    float[] offset = get(features, in);
    float[] scale = get(features, in);
    float[] weights = get(count, in);
    float[][] vectors = new float[features][];
    for (int j = 0; j < features; j++) {
      vectors[j] = get(count, in);
    }
    return new OcSvmFit(offset, scale, gamma, rho, weights, vectors);
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
