package dev.demeanor.models.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an ONNX model and refuses what breaks the rules, in graphs within graphs and in functions,
 * too. One for each file; not thread-safe.
 */
final class GraphReader {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_NODES = 10_000;
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");

  /** Operators whose result may be far larger than the file, never ends, or depends on chance. */
  private static final Set<String> REFUSED =
      Set.of(
          "Bernoulli",
          "BlackmanWindow",
          "ConstantOfShape",
          "Dropout",
          "Expand",
          "EyeLike",
          "HammingWindow",
          "HannWindow",
          "Loop",
          "MelWeightMatrix",
          "Multinomial",
          "OneHot",
          "Pad",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Range",
          "Resize",
          "Scan",
          "SequenceMap",
          "Tile",
          "Upsample");

  private final long mostBytes;
  private int depth;
  private int nodes;

  GraphReader(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  ModelGraph model(WireReader in) {
    ModelGraph graph = null;
    Map<String, String> metadata = new HashMap<>();
    while (in.next()) {
      switch (in.field()) {
        case 7 -> {
          if (graph != null) { // the runtime's parser would merge them
            throw new OnnxRuleException("no ONNX model: two graphs");
          }
          graph = graph(in.readMessage());
        }
        case 14 -> entry(in.readMessage(), metadata);
        case 20 -> throw new OnnxRuleException("a model must not hold training steps");
        case 25 -> throw new OnnxRuleException("a model must not hold functions; inline them");
        default -> in.skip();
      }
    }
    if (graph == null) {
      throw new OnnxRuleException("no ONNX model: it has no graph");
    }
    return new ModelGraph(
        graph.nodes(), graph.constants(), graph.inputs(), graph.outputs(), Map.copyOf(metadata));
  }

  private static void entry(WireReader in, Map<String, String> metadata) {
    String key = "";
    String value = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> key = in.readString();
        case 2 -> value = in.readString();
        default -> in.skip();
      }
    }
    metadata.put(key, value);
  }

  private ModelGraph graph(WireReader in) {
    List<GraphNode> operators = new ArrayList<>();
    Map<String, GraphTensor> constants = new LinkedHashMap<>();
    List<GraphValue> inputs = new ArrayList<>();
    List<GraphValue> outputs = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> operators.add(node(in.readMessage()));
        case 5 -> {
          GraphTensor constant = GraphTensor.read(in.readMessage(), mostBytes);
          constants.put(constant.name(), constant);
        }
        case 11 -> inputs.add(GraphValue.read(in.readMessage()));
        case 12 -> outputs.add(GraphValue.read(in.readMessage()));
        case 15 -> throw new OnnxRuleException("sparse tensors are not taken");
        default -> in.skip();
      }
    }
    inputs.removeIf(input -> constants.containsKey(input.name()));
    return new ModelGraph(
        List.copyOf(operators),
        Map.copyOf(constants),
        List.copyOf(inputs),
        List.copyOf(outputs),
        Map.of());
  }

  /** Checks a graph within an operator. */
  void subgraph(WireReader in) {
    if (++depth > MAX_DEPTH) {
      throw new OnnxRuleException("graphs must be nested at most " + MAX_DEPTH + " deep");
    }
    graph(in);
    depth--;
  }

  /** Checks a tensor within an operator. */
  void constant(WireReader in) {
    GraphTensor.read(in, mostBytes);
  }

  private GraphNode node(WireReader in) {
    if (++nodes > MAX_NODES) {
      throw new OnnxRuleException("a model must have at most " + MAX_NODES + " operators");
    }
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, GraphAttribute> attributes = new HashMap<>();
    String operator = "";
    String domain = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> inputs.add(in.readString());
        case 2 -> outputs.add(in.readString());
        case 4 -> operator = in.readString();
        case 5 -> {
          GraphAttribute attribute = GraphAttribute.read(in.readMessage(), this);
          if (attributes.put(attribute.name(), attribute) != null) {
            throw new OnnxRuleException("attribute \"" + attribute.name() + "\" is there twice");
          }
        }
        case 7 -> domain = in.readString();
        default -> in.skip();
      }
    }
    return checked(
        new GraphNode(
            domain, operator, List.copyOf(inputs), List.copyOf(outputs), Map.copyOf(attributes)));
  }

  private static GraphNode checked(GraphNode node) {
    if (!DOMAINS.contains(node.domain())) {
      throw node.refused(
          "only operators of ONNX itself are taken, not of \"" + node.domain() + "\"");
    }
    if (REFUSED.contains(node.operator())) {
      throw node.refused("its result may outgrow the file or depend on chance; it is not taken");
    }
    if (node.operator().startsWith("TreeEnsemble")) {
      TreeNodes.check(node);
    }
    return node;
  }
}
