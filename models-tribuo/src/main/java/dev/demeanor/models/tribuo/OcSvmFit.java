package dev.demeanor.models.tribuo;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * Support vectors and what is needed to compare a window with them. Immutable.
 *
 * @param offset of each feature, in its unit
 * @param scale of each feature: what is subtracted from and multiplied with is in 32-bit floats, as
 *     in the exported graph
 * @param gamma of the kernel {@code exp(-gamma |x - y|^2)}
 * @param rho what is added to the sum, as libsvm's with its sign turned
 * @param weights of each vector, over the sum of all weights at fitting
 * @param vectors one after another
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

  /** Returns how far inside (above 0) or outside the placed window is. */
  double score(float[] placed) {
    int features = offset.length;
    double sum = rho;
    for (int i = 0; i < weights.length; i++) {
      int at = i * features;
      float square = 0;
      for (int j = 0; j < features; j++) {
        float difference = placed[j] - vectors[at + j];
        square += difference * difference;
      }
      sum += weights[i] * StrictMath.exp(-gamma * square);
    }
    return sum;
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
