package dev.demeanor.models.onnx;

import static dev.demeanor.models.onnx.OnnxBytes.attribute;
import static dev.demeanor.models.onnx.OnnxBytes.graph;
import static dev.demeanor.models.onnx.OnnxBytes.integer;
import static dev.demeanor.models.onnx.OnnxBytes.model;
import static dev.demeanor.models.onnx.OnnxBytes.node;
import static dev.demeanor.models.onnx.OnnxBytes.string;
import static dev.demeanor.models.onnx.OnnxBytes.tensor;

import dev.demeanor.spi.model.ModelDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Models of each kind with <em>simulated</em> numbers. */
final class SampleModels {

  static final int INPUTS = 6;
  static final ModelDescriptor DESCRIPTOR = new ModelDescriptor("7", "a-schema-hash", INPUTS);
  private static final String ML = "ai.onnx.ml";

  private SampleModels() {}

  static OnnxBytes scaler(String to) {
    return node(
        ML,
        "Scaler",
        List.of("row"),
        to,
        attribute("offset", 0.1f, -0.2f, 0.3f, 0, 1, -1),
        attribute("scale", 1, 2, 0.5f, 1, 1.5f, 0.25f));
  }

  static byte[] supportVectors(String kernel) {
    int supports = 40;
    RandomGenerator random = new SplittableRandom(5);
    float[] vectors = gaussian(random, supports * INPUTS);
    float[] coefficients = gaussian(random, supports);
    return model(
        graph(
                INPUTS,
                scaler("free"),
                node("", "Clip", List.of("free", "low", "high"), "scaled"),
                node(
                    ML,
                    "SVMRegressor",
                    List.of("scaled"),
                    "score",
                    attribute("support_vectors", vectors),
                    attribute("coefficients", coefficients),
                    attribute("rho", 0.25f),
                    attribute("kernel_params", 0.2f, 0.1f, 3f),
                    integer("n_supports", supports),
                    string("kernel_type", kernel),
                    string("post_transform", "NONE")))
            .in(5, tensor("low", new long[0], -1.5f))
            .in(5, tensor("high", new long[0], 1.5f)));
  }

  static byte[] linear() {
    return model(
        graph(
            INPUTS,
            scaler("scaled"),
            node(
                ML,
                "LinearRegressor",
                List.of("scaled"),
                "score",
                attribute("coefficients", 1, -2, 3, 0.5f, 0.25f, -1),
                attribute("intercepts", 0.75f))));
  }

  /** As a tool for neural networks would write it. */
  static byte[] product() {
    OnnxBytes graph =
        graph(
                INPUTS,
                node("", "Gemm", List.of("row", "w", "b"), "wide", integer("transB", 0)),
                node("", "Sigmoid", List.of("wide"), "bent"),
                node("", "MatMul", List.of("bent", "v"), "low"),
                node("", "Add", List.of("low", "c"), "score"))
            .in(5, tensor("w", new long[] {INPUTS, 4}, gaussian(new SplittableRandom(6), 24)))
            .in(5, tensor("b", new long[] {4}, 1, 2, 3, 4))
            .in(5, tensor("v", new long[] {4, 1}, 1, -1, 2, -2))
            .in(5, tensor("c", new long[] {1}, 0.5f));
    return model(graph);
  }

  static byte[] forest(int trees, int depth) {
    return model(graph(INPUTS, scaler("scaled"), forestNode("scaled", trees, depth)));
  }

  static OnnxBytes forestNode(String from, int trees, int depth) {
    RandomGenerator random = new SplittableRandom(9);
    List<Long> tree = new ArrayList<>();
    List<Long> id = new ArrayList<>();
    List<Long> feature = new ArrayList<>();
    List<Float> threshold = new ArrayList<>();
    List<String> mode = new ArrayList<>();
    List<Long> whenTrue = new ArrayList<>();
    List<Long> whenFalse = new ArrayList<>();
    List<Long> leafTree = new ArrayList<>();
    List<Long> leafId = new ArrayList<>();
    List<Float> weight = new ArrayList<>();
    int inner = (1 << depth) - 1;
    for (long t = 0; t < trees; t++) {
      for (long i = 0; i < 2L * inner + 1; i++) {
        boolean leaf = i >= inner;
        tree.add(t);
        id.add(i);
        feature.add(leaf ? 0L : random.nextLong(INPUTS));
        threshold.add(leaf ? 0f : (float) random.nextGaussian());
        mode.add(leaf ? "LEAF" : "BRANCH_LEQ");
        whenTrue.add(leaf ? 0L : 2 * i + 1);
        whenFalse.add(leaf ? 0L : 2 * i + 2);
        if (leaf) {
          leafTree.add(t);
          leafId.add(i);
          weight.add(random.nextFloat());
        }
      }
    }
    return node(
        ML,
        "TreeEnsembleRegressor",
        List.of(from),
        "score",
        attribute("nodes_treeids", longs(tree)),
        attribute("nodes_nodeids", longs(id)),
        attribute("nodes_featureids", longs(feature)),
        attribute("nodes_values", floats(threshold)),
        attribute("nodes_modes", mode),
        attribute("nodes_truenodeids", longs(whenTrue)),
        attribute("nodes_falsenodeids", longs(whenFalse)),
        attribute("target_treeids", longs(leafTree)),
        attribute("target_nodeids", longs(leafId)),
        attribute("target_ids", new long[weight.size()]),
        attribute("target_weights", floats(weight)),
        integer("n_targets", 1),
        string("aggregate_function", "AVERAGE"),
        string("post_transform", "NONE"));
  }

  private static long[] longs(List<Long> list) {
    return list.stream().mapToLong(Long::longValue).toArray();
  }

  private static float[] floats(List<Float> list) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = list.get(i);
    }
    return floats;
  }

  static float[] gaussian(RandomGenerator random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
