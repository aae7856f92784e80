package dev.demeanor.examples.linear;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * Weights and a bias. Its file is, in the form of {@link StateWriter}:
 *
 * <pre>
 * int     magic       0x444C494E, "DLIN"
 * int     format      1
 * string  schemaHash  of the features it was trained on
 * double  bias
 * int     inputs      1 to 4096
 * double  weight      inputs times
 * </pre>
 *
 * and nothing after that. Immutable.
 */
public final class LinearModel {

  private static final int MAGIC = 0x444C494E;
  private static final int FORMAT = 1;
  private static final int MAX_INPUTS = 4096;

  private final String schemaHash;
  private final double bias;
  private final double[] weights;

  /**
   * Makes a model.
   *
   * @param schemaHash hash of the feature schema it was trained on
   * @param bias score of a row whose values are all zero or missing; finite
   * @param weights one finite weight for each feature, 1 to 4096
   */
  public LinearModel(String schemaHash, double bias, double... weights) {
    if (weights.length < 1 || weights.length > MAX_INPUTS) {
      throw new IllegalArgumentException(
          "model must have 1 to " + MAX_INPUTS + " weights, had " + weights.length);
    }
    this.schemaHash = schemaHash;
    this.bias = finite("bias", bias);
    this.weights = weights.clone();
    for (double weight : weights) {
      finite("weight", weight);
    }
  }

  private static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, was " + value);
    }
    return value;
  }

  /**
   * Reads a model file.
   *
   * @throws CorruptStateException if the bytes are damaged or of another format
   * @throws IllegalArgumentException if a number in it is not finite
   */
  static LinearModel parse(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    in.getInt("magic", MAGIC, MAGIC);
    in.getInt("format", FORMAT, FORMAT);
    String schemaHash = in.getString();
    double bias = in.getDouble();
    int inputs = in.getInt("inputs", 1, MAX_INPUTS);
    if (in.remaining() != inputs * Double.BYTES) { // before an array of that length is made
      throw new CorruptStateException(
          inputs + " weights take " + inputs * Double.BYTES + " bytes, found " + in.remaining());
    }
    double[] weights = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      weights[i] = in.getDouble();
    }
    return new LinearModel(schemaHash, bias, weights);
  }

  /** Returns the model as a file. */
  public byte[] toBytes() {
    StateWriter out = new StateWriter();
    out.putInt(MAGIC).putInt(FORMAT).putString(schemaHash).putDouble(bias).putInt(weights.length);
    for (double weight : weights) {
      out.putDouble(weight);
    }
    return out.toByteArray();
  }

  String schemaHash() {
    return schemaHash;
  }

  int inputs() {
    return weights.length;
  }

  /** Returns the score of the row that begins at {@code from}; a missing value adds nothing. */
  double score(float[] rows, int from) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      float value = rows[from + i];
      if (!Float.isNaN(value)) {
        sum += weights[i] * value;
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    return "LinearModel[" + weights.length + " inputs]";
  }
}
