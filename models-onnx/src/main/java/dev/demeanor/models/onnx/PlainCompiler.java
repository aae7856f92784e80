package dev.demeanor.models.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes steps of operators. One for each model; not thread-safe. */
final class PlainCompiler {

  private static final int MAX_WIDTH = 1 << 16;

  private final ModelGraph graph;
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<Integer> widths = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private PlainCompiler(ModelGraph graph) {
    this.graph = graph;
  }

  static PlainModel compile(ModelGraph graph, GraphValue input, int width) {
    return new PlainCompiler(graph).compile(input.name(), graph.output().name(), width);
  }

  private PlainModel compile(String input, String output, int width) {
    newSlot(input, width);
    for (GraphNode node : graph.nodes()) {
      compile(node);
    }
    Integer result = slots.get(output);
    if (result == null) {
      throw new OnnxRuleException("output \"" + output + "\" is made by no operator");
    }
    int[] all = widths.stream().mapToInt(Integer::intValue).toArray();
    if (all[result] > 2) {
      throw new OnnxRuleException(
          "output \""
              + output
              + "\" must be one score a row, or two of which the last is that of"
              + " genuine; has "
              + all[result]);
    }
    return new PlainModel(all, List.copyOf(steps), result);
  }

  private void compile(GraphNode node) {
    int from = slot(node);
    int width = widths.get(from);
    switch (node.operator()) {
      case "Scaler" -> add(width, node, to -> ScalerStep.of(node, from, to, width));
      case "SVMRegressor" -> add(1, node, to -> SvmStep.of(node, from, to, width));
      case "TreeEnsembleRegressor", "TreeEnsembleClassifier" -> {
        TreesStep.Results results = TreesStep.results(node);
        add(results.count(), node, to -> TreesStep.of(node, results, from, to));
      }
      case "LinearRegressor" -> affine(node, from, AffineStep.Matrix.ofRegressor(node, width));
      case "Gemm" ->
          affine(node, from, AffineStep.Matrix.ofGemm(node, constant(node, 1), third(node), width));
      case "MatMul" ->
          affine(node, from, AffineStep.Matrix.ofProduct(node, constant(node, 1), width));
      case "Add", "Sub", "Mul", "Div" ->
          add(width, node, to -> ElementStep.of(node, constant(node, 1), from, to, width));
      case "Clip" ->
          add(width, node, to -> ClipStep.of(node, constant(node, 1), constant(node, 2), from, to));
      case "Neg", "Sigmoid", "Identity" ->
          add(width, node, to -> ElementStep.alone(node.operator(), from, to));
      case "Cast" -> {
        if (node.integer("to", 0) != GraphTensor.FLOAT) {
          throw node.refused("plain Java casts to 32-bit floats only");
        }
        add(width, node, to -> ElementStep.alone("Identity", from, to));
      }
      default ->
          throw node.refused("plain Java does not know it; score the model with backend \"onnx\"");
    }
  }

  private void affine(GraphNode node, int from, AffineStep.Matrix matrix) {
    add(matrix.columns(), node, to -> new AffineStep(matrix, from, to));
  }

  private interface Making {
    Step of(int to);
  }

  /** The scores of a classifier are its second output, after the labels. */
  private void add(int width, GraphNode node, Making making) {
    int place = node.operator().endsWith("Classifier") ? 1 : 0;
    if (node.outputs().size() <= place) {
      throw node.refused("must have " + (place + 1) + " outputs, has " + node.outputs().size());
    }
    steps.add(making.of(newSlot(node.outputs().get(place), width)));
  }

  private int newSlot(String name, int width) {
    if (width < 1 || width > MAX_WIDTH) {
      throw new OnnxRuleException(
          "value \"" + name + "\" must hold 1 to " + MAX_WIDTH + " numbers, holds " + width);
    }
    if (slots.put(name, widths.size()) != null) {
      throw new OnnxRuleException("value \"" + name + "\" is made twice");
    }
    widths.add(width);
    return widths.size() - 1;
  }

  private int slot(GraphNode node) {
    Integer from = node.inputs().isEmpty() ? null : slots.get(node.inputs().get(0));
    if (from == null) {
      throw node.refused("its first input must be the row or made of it");
    }
    return from;
  }

  private GraphTensor constant(GraphNode node, int place) {
    GraphTensor constant =
        node.inputs().size() <= place ? null : graph.constants().get(node.inputs().get(place));
    if (constant == null) {
      throw node.refused("input " + (place + 1) + " must be a constant in plain Java");
    }
    return constant;
  }

  /** Returns what Gemm adds, zero when it is left out. */
  private GraphTensor third(GraphNode node) {
    return node.inputs().size() < 3
        ? new GraphTensor("", GraphTensor.FLOAT, new long[0], new double[1])
        : constant(node, 2);
  }
}
