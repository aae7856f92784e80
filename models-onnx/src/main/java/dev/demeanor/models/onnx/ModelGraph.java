package dev.demeanor.models.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX model that keeps the rules: all of it in the file, no operator that makes much of little,
 * trees that are trees. Immutable.
 *
 * @param nodes operators in the order in which they run
 * @param constants by name
 * @param inputs what has to be put in
 * @param outputs what comes out
 * @param metadata what the exporting tool noted
 */
record ModelGraph(
    List<GraphNode> nodes,
    Map<String, GraphTensor> constants,
    List<GraphValue> inputs,
    List<GraphValue> outputs,
    Map<String, String> metadata) {

  private static final Set<String> WIDTH_KEEPING = Set.of("Scaler", "Identity", "Cast", "Clip");

  /** Metadata that binds a file to the hash of the feature schema it was made for. */
  static final String SCHEMA = "demeanor.schema";

  /** Reads a file of at most this many bytes. */
  static ModelGraph read(byte[] bytes, int mostBytes) {
    if (bytes.length > mostBytes) {
      throw new OnnxRuleException(
          "a model must have at most max-bytes = " + mostBytes + " bytes, had " + bytes.length);
    }
    return new GraphReader(mostBytes).model(new WireReader(bytes));
  }

  /** Returns the only input, checked against what is expected of it. */
  GraphValue input(String schemaHash, int width) {
    String made = metadata.get(SCHEMA);
    if (made != null && !made.equals(schemaHash)) {
      throw new OnnxRuleException(
          "the model was made for another feature schema, says its metadata " + SCHEMA);
    }
    if (inputs.size() != 1) {
      throw new OnnxRuleException("a model must have one input, has " + inputs.size());
    }
    GraphValue input = inputs.get(0);
    if (!input.isFloats() || input.dims().size() != 2) {
      throw new OnnxRuleException(
          "input \"" + input.name() + "\" must be rows of 32-bit floats, two dimensions");
    }
    if (input.dims().get(1) != width) {
      throw new OnnxRuleException(
          "input \""
              + input.name()
              + "\" must take "
              + width
              + " values a row, takes "
              + input.dims().get(1));
    }
    checkTrees(input, width);
    long rows = input.dims().get(0);
    if (rows > 1) {
      throw new OnnxRuleException(
          "input \"" + input.name() + "\" must take one row or any number of them, takes " + rows);
    }
    return input;
  }

  /** Trees read features by number, so what they are given must be as wide as the input. */
  private void checkTrees(GraphValue input, int width) {
    Set<String> asWide = new HashSet<>(Set.of(input.name()));
    for (GraphNode node : nodes) {
      boolean fromInput = !node.inputs().isEmpty() && asWide.contains(node.inputs().get(0));
      if (node.operator().startsWith("TreeEnsemble")) {
        if (!fromInput) {
          throw node.refused("trees must look at the input, scaled or not");
        }
        int largest = TreeNodes.of(node).largestFeature();
        if (largest >= width) {
          throw node.refused("looks at feature " + largest + " of " + width);
        }
      }
      if (fromInput && WIDTH_KEEPING.contains(node.operator()) && node.outputs().size() == 1) {
        asWide.add(node.outputs().get(0));
      }
    }
  }

  /** Returns the only output that holds 32-bit floats: labels beside it do not matter. */
  GraphValue output() {
    List<GraphValue> floats = outputs.stream().filter(GraphValue::isFloats).toList();
    if (floats.size() != 1) {
      throw new OnnxRuleException(
          "a model must have one output of 32-bit floats, has " + floats.size());
    }
    return floats.get(0);
  }
}
