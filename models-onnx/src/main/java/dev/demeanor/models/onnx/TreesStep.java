package dev.demeanor.models.onnx;

import java.util.Arrays;

/** Trees whose leaves' weights are joined. */
final class TreesStep implements Step {

  /**
   * What comes of the leaves.
   *
   * @param prefix how the attributes of weights begin
   * @param count how many numbers
   * @param join SUM, AVERAGE, MIN or MAX
   */
  record Results(String prefix, int count, String join) {}

  private final TreeNodes nodes;
  private final int from;
  private final int to;

  /** For each node, where its weights begin; one more at the end. */
  private final int[] start;

  private final int[] result;
  private final float[] weight;
  private final float[] base;
  private final String join;

  private TreesStep(GraphNode node, Results results, int from, int to) {
    this.nodes = TreeNodes.of(node);
    this.from = from;
    this.to = to;
    this.join = results.join();
    int[] leaf = nodes.leaves(node, results.prefix(), results.count());
    long[] ids = node.ints(results.prefix() + "_ids");
    float[] weights = node.floats(results.prefix() + "_weights");
    this.start = new int[nodes.mode.length + 1];
    for (int each : leaf) {
      start[each + 1]++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    this.result = new int[leaf.length];
    this.weight = new float[leaf.length];
    int[] next = start.clone();
    for (int i = 0; i < leaf.length; i++) {
      int at = next[leaf[i]]++;
      result[at] = (int) ids[i];
      weight[at] = weights[i];
    }
    this.base = base(node, results.count());
  }

  static Step of(GraphNode node, Results results, int from, int to) {
    return new TreesStep(node, results, from, to);
  }

  static Results results(GraphNode node) {
    AffineStep.Matrix.checkPlainResult(node);
    if (node.operator().equals("TreeEnsembleRegressor")) {
      long targets = node.integer("n_targets", 1);
      String join = node.text("aggregate_function", "SUM");
      boolean many = !(join.equals("SUM") || join.equals("AVERAGE"));
      if (targets < 1 || targets > 2 || many) {
        throw node.refused("plain Java takes sums and averages of one or two targets");
      }
      return new Results("target", (int) targets, join);
    }
    int classes =
        Math.max(
            node.ints("classlabels_int64s").length, node.strings("classlabels_strings").size());
    long told = Arrays.stream(node.ints("class_ids")).distinct().count();
    if (classes != 2 || told != 2) {
      throw node.refused("plain Java takes two classes that both have weights");
    }
    return new Results("class", 2, "SUM");
  }

  private static float[] base(GraphNode node, int count) {
    float[] given = node.floats("base_values");
    if (given.length != 0 && given.length != count) {
      throw node.refused("base_values must have " + count + " entries, has " + given.length);
    }
    return given.length == 0 ? new float[count] : given;
  }

  @Override
  public void run(float[][] slots) {
    float[] row = slots[from];
    float[] y = slots[to];
    double first = 0;
    double second = 0;
    for (int root : nodes.roots) {
      int leaf = nodes.leaf(root, row);
      for (int i = start[leaf]; i < start[leaf + 1]; i++) {
        if (result[i] == 0) {
          first += weight[i];
        } else {
          second += weight[i];
        }
      }
    }
    int share = join.equals("AVERAGE") ? nodes.roots.length : 1;
    y[0] = (float) (first / share + base[0]);
    if (y.length > 1) {
      y[1] = (float) (second / share + base[1]);
    }
  }
}
