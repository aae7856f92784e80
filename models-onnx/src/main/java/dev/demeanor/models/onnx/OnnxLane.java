package dev.demeanor.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.demeanor.models.onnx.OnnxRuntimeScorer.LaneShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/** Buffers and tensors of one call at a time, pinned to their place and used again. */
final class OnnxLane implements AutoCloseable {

  private final LaneShape shape;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private final OnnxTensor input;
  private final OnnxTensor output;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  OnnxLane(LaneShape shape) throws OrtException {
    this.shape = shape;
    this.in = floats(shape.rows() * shape.inputs());
    this.out = floats(shape.rows() * shape.columns());
    this.input = tensor(in, shape.rows(), shape.inputs());
    try {
      this.output =
          shape.flat()
              ? OnnxTensor.createTensor(
                  OrtEnvironment.getEnvironment(), out, new long[] {shape.rows()})
              : tensor(out, shape.rows(), shape.columns());
    } catch (OrtException e) {
      input.close();
      throw e;
    }
    this.inputs = Map.of(shape.input(), input);
    this.outputs = Map.of(shape.output(), output);
  }

  /** Returns a row of zeros, to be closed by the caller. */
  static OnnxTensor inputOf(LaneShape shape) throws OrtException {
    return tensor(floats(shape.inputs()), 1, shape.inputs());
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Float.BYTES * count)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static OnnxTensor tensor(FloatBuffer buffer, int rows, int columns) throws OrtException {
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), buffer, new long[] {rows, columns});
  }

  /** Scores rows; rows of the lane that are not needed hold what was there before. */
  void run(OrtSession session, float[] rows, int from, int count, double[] scores)
      throws OrtException {
    in.put(0, rows, from * shape.inputs(), count * shape.inputs());
    session.run(inputs, Set.of(), outputs).close();
    int columns = shape.columns();
    for (int i = 0; i < count; i++) {
      float score = out.get(i * columns + columns - 1);
      scores[from + i] = Float.isFinite(score) ? score : Double.NaN;
    }
  }

  @Override
  public void close() {
    input.close();
    output.close();
  }
}
