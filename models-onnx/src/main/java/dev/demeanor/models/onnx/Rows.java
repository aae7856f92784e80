package dev.demeanor.models.onnx;

/** What every scorer checks of its arguments. */
final class Rows {

  private Rows() {}

  static void check(int inputs, float[] rows, int count, double[] scores) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be >= 1, was " + count);
    }
    if (rows.length < (long) count * inputs) {
      throw new IllegalArgumentException(
          "rows must hold " + count + " times " + inputs + " values, had " + rows.length);
    }
    if (scores.length < count) {
      throw new IllegalArgumentException(
          "scores must have room for " + count + ", had " + scores.length);
    }
  }
}
