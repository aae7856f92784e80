package dev.demeanor.models.onnx;

/** One operation on each value, with a constant or without. */
final class ElementStep implements Step {

  private final String operator;
  private final int from;
  private final int to;
  private final float[] constant;

  private ElementStep(String operator, int from, int to, float[] constant) {
    this.operator = operator;
    this.from = from;
    this.to = to;
    this.constant = constant;
  }

  static Step alone(String operator, int from, int to) {
    return new ElementStep(operator, from, to, new float[0]);
  }

  static Step of(GraphNode node, GraphTensor tensor, int from, int to, int width) {
    float[] given = tensor.floats();
    boolean row =
        tensor.dims().length == 0 || tensor.dims()[tensor.dims().length - 1] == given.length;
    if (!row || given.length != 1 && given.length != width) {
      throw node.refused("its constant must be one number or a row of " + width);
    }
    float[] constant = new float[width];
    for (int i = 0; i < width; i++) {
      constant[i] = given[given.length == 1 ? 0 : i];
    }
    return new ElementStep(node.operator(), from, to, constant);
  }

  @Override
  public void run(float[][] slots) {
    float[] x = slots[from];
    float[] y = slots[to];
    for (int i = 0; i < y.length; i++) {
      y[i] = value(x[i], i);
    }
  }

  private float value(float x, int i) {
    return switch (operator) {
      case "Add" -> x + constant[i];
      case "Sub" -> x - constant[i];
      case "Mul" -> x * constant[i];
      case "Div" -> x / constant[i];
      case "Neg" -> -x;
      case "Sigmoid" -> (float) (1 / (1 + Math.exp(-x)));
      default -> x;
    };
  }
}
