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
      return Math.exp(-gamma * square(x, at));
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

  /** Four sums at once: one alone would wait for itself. */
  private double square(float[] x, int at) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int j = 0;
    for (; j + 3 < x.length; j += 4) {
      double first = x[j] - vectors[at + j];
      double second = x[j + 1] - vectors[at + j + 1];
      double third = x[j + 2] - vectors[at + j + 2];
      double fourth = x[j + 3] - vectors[at + j + 3];
      a += first * first;
      b += second * second;
      c += third * third;
      d += fourth * fourth;
    }
    for (; j < x.length; j++) {
      double rest = x[j] - vectors[at + j];
      a += rest * rest;
    }
    return (a + b) + (c + d);
  }
}
