package dev.demeanor.models.onnx;

import dev.demeanor.spi.model.VectorScorer;

/** Runs the steps of a model row by row, in slots that are used again. */
final class OnnxPlainScorer implements VectorScorer {

  private static final int SPARE_SLOTS = 2 * Runtime.getRuntime().availableProcessors();

  private final PlainModel model;
  private final SpareRoom<float[][]> spare = new SpareRoom<>(SPARE_SLOTS);
  private final UseGate gate = new UseGate();

  OnnxPlainScorer(PlainModel model) {
    this.model = model;
  }

  @Override
  public int inputs() {
    return model.inputs();
  }

  @Override
  public void score(float[] rows, int count, double[] scores) {
    Rows.check(inputs(), rows, count, scores);
    long stamp = gate.enter();
    try {
      float[][] found = spare.take();
      float[][] slots = found == null ? model.newSlots() : found;
      for (int i = 0; i < count; i++) {
        scores[i] = model.score(rows, i * inputs(), slots);
      }
      boolean unused = spare.put(slots);
    } finally {
      gate.leave(stamp);
    }
  }

  @Override
  public void close() {
    gate.close(() -> {});
  }
}
