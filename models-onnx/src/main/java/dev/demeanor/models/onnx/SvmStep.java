package dev.demeanor.models.onnx;

/** A sum over support vectors. The kernel is computed in 64-bit floats. */
final class SvmStep implements Step {

  private enum Kernel {
    LINEAR,
    POLY,
    RBF,
    SIGMOID
  }

  private final int from;
  private final int to;
  private final Kernel kernel;
  private final double gamma;
  private final double coef0;
  private final double degree;
  private final float[] vectors;
  private final float[] coefficients;
  private final double rho;
  private final boolean oneClass;

  private SvmStep(GraphNode node, int from, int to, int width) {
    this.from = from;
    this.to = to;
    this.kernel = kernel(node);
    float[] parameters = node.floats("kernel_params");
    this.gamma = parameters.length > 0 ? parameters[0] : 0;
    this.coef0 = parameters.length > 1 ? parameters[1] : 0;
    this.degree = parameters.length > 2 ? parameters[2] : 0;
    this.vectors = node.floats("support_vectors");
    this.coefficients = node.floats("coefficients");
    float[] added = node.floats("rho");
    if (added.length != 1) {
      throw node.refused("rho must have one entry, has " + added.length);
    }
    this.rho = added[0];
    this.oneClass = node.integer("one_class", 0) != 0;
    long supports = node.integer("n_supports", 0);
    if (supports < 1 || coefficients.length != supports || vectors.length != supports * width) {
      throw node.refused(
          "must have n_supports coefficients and n_supports times " + width + " support vectors");
    }
  }

  static Step of(GraphNode node, int from, int to, int width) {
    AffineStep.Matrix.checkPlainResult(node);
    return new SvmStep(node, from, to, width);
  }

  private static Kernel kernel(GraphNode node) {
    try {
      return Kernel.valueOf(node.text("kernel_type", "LINEAR"));
    } catch (IllegalArgumentException e) {
      throw node.refused("its kernel is not known");
    }
  }

  @Override
  public void run(float[][] slots) {
    float[] x = slots[from];
    double sum = rho;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * kernel(x, i * x.length);
    }
    slots[to][0] = oneClass ? sum > 0 ? 1 : -1 : (float) sum;
  }

  private double kernel(float[] x, int at) {
    double sum = 0;
    if (kernel == Kernel.RBF) {
      for (int j = 0; j < x.length; j++) {
        double difference = x[j] - vectors[at + j];
        sum += difference * difference;
      }
      return Math.exp(-gamma * sum);
    }
    for (int j = 0; j < x.length; j++) {
      sum += (double) x[j] * vectors[at + j];
    }
    return switch (kernel) {
      case POLY -> Math.pow(gamma * sum + coef0, degree);
      case SIGMOID -> Math.tanh(gamma * sum + coef0);
      default -> sum;
    };
  }
}
