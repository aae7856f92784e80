package dev.demeanor.models.onnx;

/** One operator of a model on one row: reads some slots and writes one. Immutable, thread-safe. */
interface Step {

  /** Runs; each slot holds one value of the graph, as wide as it was compiled to be. */
  void run(float[][] slots);
}
