package dev.demeanor.models.onnx;

/** A matrix product and what is added to it. */
final class AffineStep implements Step {

  private final Matrix matrix;
  private final int from;
  private final int to;

  AffineStep(Matrix matrix, int from, int to) {
    this.matrix = matrix;
    this.from = from;
    this.to = to;
  }

  /**
   * Weights and what is added.
   *
   * @param weights column by column
   * @param added for each column
   */
  record Matrix(float[] weights, double[] added) {

    int columns() {
      return added.length;
    }

    static Matrix ofRegressor(GraphNode node, int rows) {
      int targets = (int) Math.max(1, Math.min(1 << 16, node.integer("targets", 1)));
      checkPlainResult(node);
      float[] weights = node.floats("coefficients");
      float[] intercepts = node.floats("intercepts");
      if (weights.length != (long) targets * rows
          || intercepts.length != 0 && intercepts.length != targets) {
        throw node.refused("must have " + targets + " times " + rows + " coefficients");
      }
      double[] added = new double[targets];
      for (int i = 0; i < intercepts.length; i++) {
        added[i] = intercepts[i];
      }
      return new Matrix(weights, added);
    }

    static Matrix ofProduct(GraphNode node, GraphTensor tensor, int rows) {
      return of(node, tensor, rows, false, 1, new float[1], 1);
    }

    static Matrix ofGemm(GraphNode node, GraphTensor tensor, GraphTensor third, int rows) {
      if (node.integer("transA", 0) != 0) {
        throw node.refused("plain Java does not turn rows");
      }
      return of(
          node,
          tensor,
          rows,
          node.integer("transB", 0) != 0,
          node.number("alpha", 1),
          third.floats(),
          node.number("beta", 1));
    }

    private static Matrix of(
        GraphNode node,
        GraphTensor tensor,
        int rows,
        boolean turned,
        float alpha,
        float[] third,
        float beta) {
      float[] given = tensor.floats();
      if (tensor.dims().length != 2 || tensor.dims()[turned ? 1 : 0] != rows) {
        throw node.refused("its matrix must have " + rows + " rows");
      }
      int columns = given.length / rows;
      if (columns < 1 || third.length != 1 && third.length != columns) {
        throw node.refused("what it adds must be one number or a row of " + columns);
      }
      float[] weights = new float[given.length];
      double[] added = new double[columns];
      for (int column = 0; column < columns; column++) {
        added[column] = beta * third[third.length == 1 ? 0 : column];
        for (int row = 0; row < rows; row++) {
          weights[column * rows + row] =
              alpha * given[turned ? column * rows + row : row * columns + column];
        }
      }
      return new Matrix(weights, added);
    }

    static void checkPlainResult(GraphNode node) {
      if (!node.text("post_transform", "NONE").equals("NONE")) {
        throw node.refused("plain Java takes results as they are, post_transform NONE");
      }
    }
  }

  @Override
  public void run(float[][] slots) {
    float[] x = slots[from];
    float[] y = slots[to];
    float[] weights = matrix.weights();
    for (int column = 0; column < y.length; column++) {
      double sum = matrix.added()[column];
      int at = column * x.length;
      for (int row = 0; row < x.length; row++) {
        sum += (double) weights[at + row] * x[row];
      }
      y[column] = (float) sum;
    }
  }
}
