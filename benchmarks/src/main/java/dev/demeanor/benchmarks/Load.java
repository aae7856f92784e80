package dev.demeanor.benchmarks;

import java.util.List;

/**
 * What slices work on. Making one checks what the library answers against the reference that it is
 * compared with, where it has one.
 */
interface Load extends AutoCloseable {

  /** Names of all loads, in the order in which they are measured. */
  List<String> NAMES =
      List.of(
          "blocks",
          "ingest",
          "ingest-with-ends",
          "decision",
          "fixed-text",
          "free-text",
          "pointer",
          "navigation",
          "three-modalities",
          "limits",
          "limits-accepted",
          "batches",
          "onnx-forest",
          "onnx-svm",
          "support-vectors");

  /**
   * Makes the load of this name.
   *
   * @throws IllegalArgumentException if there is none
   * @throws IllegalStateException if the library and the reference disagree
   */
  static Load of(String name) {
    return switch (name) {
      case "blocks" -> new BlockLoad(true);
      case "ingest", "ingest-with-ends" -> new IngestLoad(name.endsWith("ends"));
      case "decision" -> new DecisionLoad();
      case "fixed-text", "free-text", "pointer", "navigation" -> new FeatureLoad(name);
      case "three-modalities" -> new ThreeModalityLoad();
      case "limits", "limits-accepted" -> new LimitLoad(name.endsWith("accepted"));
      case "batches" -> new BatchLoad();
      case "onnx-forest", "onnx-svm" -> new OnnxLoad(name.substring("onnx-".length()));
      case "support-vectors" -> new OcSvmLoad();
      default ->
          throw new IllegalArgumentException("load must be one of " + NAMES + ", was " + name);
    };
  }

  /** Returns the slices to compare, the reference first. */
  List<Slice> slices();

  /** Frees what it holds; a load that holds nothing need not override it. */
  @Override
  default void close() {}
}
