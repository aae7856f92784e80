package dev.demeanor.models.onnx;

import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;

/** Compiles a model into steps, after the file has kept the rules. Thread-safe. */
final class OnnxPlainBackend implements ModelBackend {

  static final String NAME = "onnx-plain";

  private final int mostBytes;

  OnnxPlainBackend(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public VectorScorer load(ModelDescriptor descriptor, byte[] verified) {
    try {
      ModelGraph graph = ModelGraph.read(verified, mostBytes);
      GraphValue input = graph.input(descriptor.schemaHash(), descriptor.inputs());
      return new OnnxPlainScorer(PlainCompiler.compile(graph, input, descriptor.inputs()));
    } catch (OnnxRuleException e) {
      throw new ModelLoadException(e.rule(), e);
    }
  }
}
