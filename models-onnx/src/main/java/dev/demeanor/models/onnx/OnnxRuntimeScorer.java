package dev.demeanor.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.demeanor.spi.model.VectorScorer;
import java.util.Arrays;
import java.util.Set;

/**
 * One session of ONNX Runtime. Rows go through lanes: buffers outside of the heap to which the
 * session reads and writes directly, each used by one call at a time and then used again. Single
 * rows have lanes of one row; many rows go in portions of {@link #PORTION}, where the model takes
 * any number.
 */
final class OnnxRuntimeScorer implements VectorScorer {

  private static final int PORTION = 64;
  private static final int SPARE_LANES = 2 * Runtime.getRuntime().availableProcessors();

  private final OrtSession session;
  private final LaneShape single;
  private final LaneShape many;
  private final SpareRoom<OnnxLane> singles = new SpareRoom<>(SPARE_LANES);
  private final SpareRoom<OnnxLane> portions = new SpareRoom<>(2);
  private final UseGate gate = new UseGate();

  private OnnxRuntimeScorer(OrtSession session, LaneShape single, LaneShape many) {
    this.session = session;
    this.single = single;
    this.many = many;
  }

  /**
   * How a lane looks.
   *
   * @param input name of the input
   * @param output name of the output
   * @param rows how many rows it holds
   * @param inputs values of a row
   * @param columns values of a row's result, the last of which is the score
   * @param flat whether the output has one dimension only
   */
  record LaneShape(String input, String output, int rows, int inputs, int columns, boolean flat) {

    LaneShape ofRows(int newRows) {
      return new LaneShape(input, output, newRows, inputs, columns, flat);
    }
  }

  /** Runs the model once to see what comes out; closes the session when that is of no use. */
  static OnnxRuntimeScorer open(OrtSession session, GraphValue input, String output, int inputs)
      throws OrtException {
    try {
      LaneShape single = shape(session, input.name(), output, inputs);
      boolean anyRows = input.dims().get(0) < 0;
      return new OnnxRuntimeScorer(session, single, anyRows ? single.ofRows(PORTION) : single);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static LaneShape shape(OrtSession session, String input, String output, int inputs)
      throws OrtException {
    LaneShape trial = new LaneShape(input, output, 1, inputs, 1, false);
    try (OnnxTensor row = OnnxLane.inputOf(trial);
        OrtSession.Result result = session.run(java.util.Map.of(input, row), Set.of(output))) {
      OnnxValue value = result.get(0);
      if (!(value.getInfo() instanceof TensorInfo info)) {
        throw new OnnxRuleException("output \"" + output + "\" must be a tensor");
      }
      long[] dims = info.getShape();
      boolean flat = dims.length == 1;
      if (!(flat || dims.length == 2) || dims[0] != 1 || !flat && (dims[1] < 1 || dims[1] > 2)) {
        throw new OnnxRuleException(
            "output \""
                + output
                + "\" must be one score a row, or two of which the last is that of genuine; its"
                + " dimensions for one row are "
                + Arrays.toString(dims));
      }
      return new LaneShape(input, output, 1, inputs, flat ? 1 : (int) dims[1], flat);
    }
  }

  @Override
  public int inputs() {
    return single.inputs();
  }

  @Override
  public void score(float[] rows, int count, double[] scores) {
    Rows.check(inputs(), rows, count, scores);
    long stamp = gate.enter();
    try {
      if (count == 1) {
        run(singles, single, rows, 0, 1, scores);
        return;
      }
      for (int from = 0; from < count; from += many.rows()) {
        run(portions, many, rows, from, Math.min(many.rows(), count - from), scores);
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException("ONNX Runtime cannot score the rows", e);
    } finally {
      gate.leave(stamp);
    }
  }

  private void run(
      SpareRoom<OnnxLane> room, LaneShape shape, float[] rows, int from, int count, double[] scores)
      throws OrtException {
    OnnxLane spare = room.take();
    OnnxLane lane = spare == null ? new OnnxLane(shape) : spare;
    boolean kept = false;
    try {
      lane.run(session, rows, from, count, scores);
      kept = room.put(lane);
    } finally {
      if (!kept) {
        lane.close();
      }
    }
  }

  @Override
  public void close() {
    gate.close(this::free);
  }

  private void free() {
    free(singles);
    free(portions);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session", e);
    }
  }

  private static void free(SpareRoom<OnnxLane> room) {
    for (OnnxLane lane = room.take(); lane != null; lane = room.take()) {
      lane.close();
    }
  }
}
