package dev.demeanor.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.demeanor.models.onnx.OnnxPlainProvider;
import dev.demeanor.models.onnx.OnnxRuntimeProvider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.TrainedModel;
import dev.demeanor.spi.model.VectorScorer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One row through ONNX Runtime, as raw as it goes: tensors over buffers outside of the heap, made
 * once; beside it the same row through the backends {@code onnx} and {@code onnx-plain}. All three
 * give each of 1,024 rows the same score to 1e-5. Not thread-safe.
 */
final class OnnxLoad implements Load {

  private static final int ROWS = 1 << 10;
  private static final double TOLERANCE = 1e-5;

  private final int inputs;
  private final float[][] rows = new float[ROWS][];
  private final double[] score = new double[1];
  private final OrtSession session;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private final Map<String, OnnxTensor> input;
  private final Map<String, OnnxTensor> output;
  private final VectorScorer runtime;
  private final VectorScorer plain;
  private int next;

  OnnxLoad(String kind) {
    TrainedModel model =
        kind.equals("forest")
            ? TrainedModels.forest()
            : TrainedModels.exported(TrainedModels.supportVectors());
    inputs = model.schema().size();
    float[] all =
        TrainedModels.rows(
            TrainedModels.windows(model.schema(), new SplittableRandom(3), 1.2, ROWS));
    for (int i = 0; i < ROWS; i++) {
      rows[i] = java.util.Arrays.copyOfRange(all, i * inputs, (i + 1) * inputs);
    }
    ModelDescriptor descriptor = new ModelDescriptor("1", model.schema().hash(), inputs);
    ProviderOptions none = ProviderOptions.none();
    runtime = new OnnxRuntimeProvider().open(none).load(descriptor, model.onnx());
    plain = new OnnxPlainProvider().open(none).load(descriptor, model.onnx());
    in = floats(inputs);
    out = floats(1);
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setDeterministicCompute(true);
      session = environment.createSession(model.onnx(), options);
      input = Map.of("row", OnnxTensor.createTensor(environment, in, new long[] {1, inputs}));
      output = Map.of("score", OnnxTensor.createTensor(environment, out, new long[] {1, 1}));
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    check();
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Float.BYTES * count)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private void check() {
    for (int i = 0; i < ROWS; i++) {
      next = i;
      double raw = raw();
      next = i;
      double byRuntime = runtime();
      next = i;
      double byPlain = plain();
      if (!(Math.abs(raw - byRuntime) <= TOLERANCE && Math.abs(raw - byPlain) <= TOLERANCE)) {
        throw new IllegalStateException("scores of row " + i + " differ");
      }
    }
  }

  private float[] row() {
    return rows[next++ & ROWS - 1];
  }

  double raw() {
    in.put(0, row(), 0, inputs);
    try {
      session.run(input, Set.of(), output).close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    return out.get(0);
  }

  double runtime() {
    runtime.score(row(), 1, score);
    return score[0];
  }

  double plain() {
    plain.score(row(), 1, score);
    return score[0];
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        new ScoreSlice("ONNX Runtime, raw", this::raw),
        new ScoreSlice("backend onnx", this::runtime),
        new ScoreSlice("backend onnx-plain", this::plain));
  }

  @Override
  public void close() {
    runtime.close();
    plain.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
