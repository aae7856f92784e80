package dev.demeanor.models.tribuo;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/** Writes a forest as one ONNX graph: Tribuo itself cannot. Not thread-safe. */
final class ForestOnnx {

  private static final ByteString BRANCH = ByteString.copyFromUtf8("BRANCH_LEQ");
  private static final ByteString LEAF = ByteString.copyFromUtf8("LEAF");

  private final List<Long> trees = new ArrayList<>();
  private final List<Long> ids = new ArrayList<>();
  private final List<Long> features = new ArrayList<>();
  private final List<Float> thresholds = new ArrayList<>();
  private final List<ByteString> modes = new ArrayList<>();
  private final List<Long> whenTrue = new ArrayList<>();
  private final List<Long> whenFalse = new ArrayList<>();
  private final List<Long> leafTrees = new ArrayList<>();
  private final List<Long> leafIds = new ArrayList<>();
  private final List<Float> weights = new ArrayList<>();

  private ForestOnnx() {}

  static byte[] of(Forest forest, String schemaHash, int inputs) {
    ForestOnnx onnx = new ForestOnnx();
    long number = 0;
    for (Model<Label> tree : forest.trees()) {
      onnx.add(number++, (TreeModel<Label>) tree);
    }
    return onnx.toBytes(schemaHash, inputs);
  }

  /** A node that waits, with the number it has been given. */
  private record Waiting(Node<Label> node, long id) {}

  private void add(long number, TreeModel<Label> tree) {
    ImmutableFeatureMap names = tree.getFeatureIDMap();
    Deque<Waiting> waiting = new ArrayDeque<>();
    waiting.add(new Waiting(tree.getRoot(), 0));
    long next = 1;
    while (!waiting.isEmpty()) {
      Waiting at = waiting.removeFirst();
      trees.add(number);
      ids.add(at.id());
      if (at.node() instanceof SplitNode<Label> split) {
        features.add((long) FeatureNames.index(names.get(split.getFeatureID()).getName()));
        thresholds.add(floor(split.splitValue()));
        modes.add(BRANCH);
        whenTrue.add(next);
        waiting.add(new Waiting(split.getLessThanOrEqual(), next++));
        whenFalse.add(next);
        waiting.add(new Waiting(split.getGreaterThan(), next++));
      } else {
        leaf(number, at);
      }
    }
  }

  private void leaf(long number, Waiting at) {
    features.add(0L);
    thresholds.add(0f);
    modes.add(LEAF);
    whenTrue.add(0L);
    whenFalse.add(0L);
    leafTrees.add(number);
    leafIds.add(at.id());
    weights.add(genuineShare((LeafNode<Label>) at.node()));
  }

  private static float genuineShare(LeafNode<Label> leaf) {
    double genuine = 0;
    double all = 0;
    for (Map.Entry<String, Label> each : leaf.getDistribution().entrySet()) {
      double score = each.getValue().getScore();
      all += score;
      genuine += each.getKey().equals(Forest.GENUINE) ? score : 0;
    }
    return (float) (genuine / all);
  }

  /**
   * Returns the largest 32-bit float that is not above: a 32-bit value is at most this exactly when
   * it is at most the 64-bit threshold.
   */
  static float floor(double threshold) {
    float nearest = (float) threshold;
    return nearest > threshold ? Math.nextDown(nearest) : nearest;
  }

  private byte[] toBytes(String schemaHash, int inputs) {
    return new OnnxWriter()
        .append(
            "TreeEnsembleRegressor",
            OnnxWriter.integers("nodes_treeids", trees),
            OnnxWriter.integers("nodes_nodeids", ids),
            OnnxWriter.integers("nodes_featureids", features),
            OnnxWriter.floats("nodes_values", thresholds),
            OnnxWriter.texts("nodes_modes", modes),
            OnnxWriter.integers("nodes_truenodeids", whenTrue),
            OnnxWriter.integers("nodes_falsenodeids", whenFalse),
            OnnxWriter.integers("target_treeids", leafTrees),
            OnnxWriter.integers("target_nodeids", leafIds),
            OnnxWriter.integers("target_ids", java.util.Collections.nCopies(weights.size(), 0L)),
            OnnxWriter.floats("target_weights", weights),
            OnnxWriter.integer("n_targets", 1),
            OnnxWriter.text("aggregate_function", "AVERAGE"),
            OnnxWriter.text("post_transform", "NONE"))
        .toBytes(schemaHash, inputs);
  }
}
