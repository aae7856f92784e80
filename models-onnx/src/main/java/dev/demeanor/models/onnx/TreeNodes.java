package dev.demeanor.models.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a tree ensemble in arrays that are quick to walk. What it is made from is checked
 * first: branches lead to nodes of the same tree, no node has two parents, so that no walk goes
 * round in circles. Immutable.
 */
final class TreeNodes {

  private static final int MAX_NODES = 4_000_000;
  private static final List<String> MODES =
      List.of(
          "LEAF", "BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ");

  /** Index of the first node of each tree. */
  final int[] roots;

  /** Index of a mode for each node. */
  final byte[] mode;

  final int[] feature;
  final float[] threshold;
  final boolean[] missingIsTrue;

  /** Indexes of the nodes that follow; -1 for leaves. */
  final int[] whenTrue;

  final int[] whenFalse;

  private final Map<Long, Integer> indexes = new HashMap<>();

  private TreeNodes(GraphNode node) {
    long[] trees = node.ints("nodes_treeids");
    long[] ids = node.ints("nodes_nodeids");
    int count = trees.length;
    if (count == 0 || count > MAX_NODES) {
      throw node.refused("must have 1 to " + MAX_NODES + " nodes, has " + count);
    }
    mode = modes(node, count);
    feature = features(node, count);
    threshold = sized(node, "nodes_values", node.floats("nodes_values"), count);
    missingIsTrue = missing(node, count);
    for (int i = 0; i < count; i++) {
      if (indexes.put(key(node, trees[i], ids.length == count ? ids[i] : -1), i) != null) {
        throw node.refused("two nodes have the same number");
      }
    }
    boolean[] hasParent = new boolean[count];
    whenTrue = children(node, "nodes_truenodeids", trees, hasParent);
    whenFalse = children(node, "nodes_falsenodeids", trees, hasParent);
    roots = roots(node, trees, hasParent);
  }

  static TreeNodes of(GraphNode node) {
    return new TreeNodes(node);
  }

  /** Throws when the ensemble breaks a rule. */
  static void check(GraphNode node) {
    boolean regressor = node.operator().equals("TreeEnsembleRegressor");
    if (!regressor && !node.operator().equals("TreeEnsembleClassifier")) {
      throw node.refused("only TreeEnsembleRegressor and TreeEnsembleClassifier are taken");
    }
    if (node.attributes().keySet().stream().anyMatch(name -> name.endsWith("_as_tensor"))) {
      throw node.refused("numbers must be lists, not tensors");
    }
    TreeNodes nodes = of(node);
    String prefix = regressor ? "target" : "class";
    long kinds =
        regressor
            ? node.integer("n_targets", 1)
            : Math.max(
                node.ints("classlabels_int64s").length, node.strings("classlabels_strings").size());
    nodes.leaves(node, prefix, kinds);
  }

  /** Returns the highest number of a feature that is looked at. */
  int largestFeature() {
    return Arrays.stream(feature).max().orElse(0);
  }

  /** Returns the index of the leaf of each weight, all of them checked. */
  int[] leaves(GraphNode node, String prefix, long kinds) {
    long[] trees = node.ints(prefix + "_treeids");
    long[] ids = node.ints(prefix + "_nodeids");
    long[] kind = node.ints(prefix + "_ids");
    if (ids.length != trees.length
        || kind.length != trees.length
        || node.floats(prefix + "_weights").length != trees.length) {
      throw node.refused("lists of " + prefix + " weights must be equally long");
    }
    int[] leaves = new int[trees.length];
    for (int i = 0; i < leaves.length; i++) {
      Integer index = indexes.get(key(node, trees[i], ids[i]));
      if (index == null || mode[index] != 0) {
        throw node.refused("a weight must belong to a leaf");
      }
      if (kind[i] < 0 || kind[i] >= kinds) {
        throw node.refused("a weight must belong to one of " + kinds + " results");
      }
      leaves[i] = index;
    }
    return leaves;
  }

  private static long key(GraphNode node, long tree, long id) {
    if (tree < 0 || id < 0 || tree > MAX_NODES || id > MAX_NODES) {
      throw node.refused("numbers of trees and nodes must be 0 to " + MAX_NODES);
    }
    return tree << 32 | id;
  }

  private static float[] sized(GraphNode node, String name, float[] values, int count) {
    if (values.length != count) {
      throw node.refused(name + " must have " + count + " entries, has " + values.length);
    }
    return values;
  }

  private static byte[] modes(GraphNode node, int count) {
    List<String> names = node.strings("nodes_modes");
    if (names.size() != count) {
      throw node.refused("nodes_modes must have " + count + " entries, has " + names.size());
    }
    byte[] modes = new byte[count];
    for (int i = 0; i < count; i++) {
      modes[i] = (byte) MODES.indexOf(names.get(i));
      if (modes[i] < 0) {
        throw node.refused("nodes_modes holds a mode that is not known");
      }
    }
    return modes;
  }

  private static int[] features(GraphNode node, int count) {
    long[] ids = node.ints("nodes_featureids");
    if (ids.length != count || Arrays.stream(ids).anyMatch(id -> id < 0 || id > MAX_NODES)) {
      throw node.refused("nodes_featureids must have " + count + " entries of at least 0");
    }
    return Arrays.stream(ids).mapToInt(id -> (int) id).toArray();
  }

  private static boolean[] missing(GraphNode node, int count) {
    long[] flags = node.ints("nodes_missing_value_tracks_true");
    if (flags.length != 0 && flags.length != count) {
      throw node.refused("nodes_missing_value_tracks_true must have " + count + " entries");
    }
    boolean[] missing = new boolean[count];
    for (int i = 0; i < flags.length; i++) {
      missing[i] = flags[i] != 0;
    }
    return missing;
  }

  private int[] children(GraphNode node, String name, long[] trees, boolean[] hasParent) {
    long[] ids = node.ints(name);
    if (ids.length != trees.length) {
      throw node.refused(name + " must have " + trees.length + " entries, has " + ids.length);
    }
    int[] children = new int[ids.length];
    Arrays.fill(children, -1);
    for (int i = 0; i < ids.length; i++) {
      if (mode[i] != 0) {
        Integer child = indexes.get(key(node, trees[i], ids[i]));
        if (child == null || hasParent[child]) {
          throw node.refused(
              child == null ? "a branch leads nowhere" : "a node has two parents, so no tree");
        }
        hasParent[child] = true;
        children[i] = child;
      }
    }
    return children;
  }

  private static int[] roots(GraphNode node, long[] trees, boolean[] hasParent) {
    Map<Long, Integer> roots = new java.util.LinkedHashMap<>();
    for (int i = 0; i < trees.length; i++) {
      Integer first = roots.putIfAbsent(trees[i], i);
      if (first == null && hasParent[i]) {
        throw node.refused("the first node of a tree must be its root");
      }
      if (first != null && !hasParent[i]) {
        throw node.refused("a tree has two roots");
      }
    }
    return roots.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns the index of the leaf to which a row falls. */
  int leaf(int root, float[] row) {
    int at = root;
    while (mode[at] != 0) {
      at = goesTrue(at, row[feature[at]]) ? whenTrue[at] : whenFalse[at];
    }
    return at;
  }

  private boolean goesTrue(int at, float value) {
    if (Float.isNaN(value)) {
      return missingIsTrue[at] || mode[at] == 6;
    }
    float limit = threshold[at];
    return switch (mode[at]) {
      case 1 -> value <= limit;
      case 2 -> value < limit;
      case 3 -> value >= limit;
      case 4 -> value > limit;
      case 5 -> value == limit;
      default -> value != limit;
    };
  }
}
