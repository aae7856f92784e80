package dev.demeanor.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.demeanor.spi.model.ModelBackend;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import dev.demeanor.spi.model.VectorScorer;

/** Loads a model into a session of ONNX Runtime, after the file has kept the rules. Thread-safe. */
final class OnnxRuntimeBackend implements ModelBackend {

  static final String NAME = "onnx";

  private final int mostBytes;

  OnnxRuntimeBackend(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public VectorScorer load(ModelDescriptor descriptor, byte[] verified) {
    byte[] bytes = verified.clone(); // what is checked is what is loaded
    try {
      ModelGraph graph = ModelGraph.read(bytes, mostBytes);
      GraphValue input = graph.input(descriptor.schemaHash(), descriptor.inputs());
      String output = graph.output().name();
      OrtSession session = session(bytes);
      return OnnxRuntimeScorer.open(session, input, output, descriptor.inputs());
    } catch (OnnxRuleException e) {
      throw new ModelLoadException(e.rule(), e);
    } catch (OrtException e) {
      throw new ModelLoadException("ONNX Runtime refuses the model: " + firstLine(e), e);
    }
  }

  private static OrtSession session(byte[] bytes) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setDeterministicCompute(true);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return environment.createSession(bytes, options);
    }
  }

  private static String firstLine(OrtException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
