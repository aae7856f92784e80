package dev.demeanor.models.onnx;

/**
 * {@code (x - offset) * scale}, in 32-bit floats as the standard says: trees compare the result.
 */
final class ScalerStep implements Step {

  private final int from;
  private final int to;
  private final float[] offset;
  private final float[] scale;

  private ScalerStep(int from, int to, float[] offset, float[] scale) {
    this.from = from;
    this.to = to;
    this.offset = offset;
    this.scale = scale;
  }

  static Step of(GraphNode node, int from, int to, int width) {
    return new ScalerStep(from, to, wide(node, "offset", 0, width), wide(node, "scale", 1, width));
  }

  private static float[] wide(GraphNode node, String name, float otherwise, int width) {
    float[] given = node.floats(name);
    if (given.length == width) {
      return given;
    }
    if (given.length > 1) {
      throw node.refused(name + " must have " + width + " entries, has " + given.length);
    }
    float[] same = new float[width];
    java.util.Arrays.fill(same, given.length == 0 ? otherwise : given[0]);
    return same;
  }

  @Override
  public void run(float[][] slots) {
    float[] x = slots[from];
    float[] y = slots[to];
    for (int i = 0; i < y.length; i++) {
      y[i] = (x[i] - offset[i]) * scale[i];
    }
  }
}
