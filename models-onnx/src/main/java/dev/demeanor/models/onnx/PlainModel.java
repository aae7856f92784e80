package dev.demeanor.models.onnx;

import java.util.List;

/**
 * A model as steps over slots. Immutable; who scores brings slots of their own.
 *
 * @param widths how many values each slot holds; the first is the row
 * @param steps in order
 * @param result the slot whose last value is the score
 */
record PlainModel(int[] widths, List<Step> steps, int result) {

  int inputs() {
    return widths[0];
  }

  float[][] newSlots() {
    float[][] slots = new float[widths.length][];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new float[widths[i]];
    }
    return slots;
  }

  /** Returns the score of the row that begins at {@code from}, NaN when it is no finite number. */
  double score(float[] rows, int from, float[][] slots) {
    System.arraycopy(rows, from, slots[0], 0, widths[0]);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run(slots);
    }
    float score = slots[result][widths[result] - 1];
    return Float.isFinite(score) ? score : Double.NaN;
  }
}
