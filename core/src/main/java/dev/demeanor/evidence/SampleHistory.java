package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * The newest samples a model keeps, oldest first; NaN stands for missing. Immutable: rows are
 * shared between versions and never written.
 */
final class SampleHistory {

  private final int capacity;
  private final float[][] rows;

  private SampleHistory(int capacity, float[][] rows) {
    this.capacity = capacity;
    this.rows = rows;
  }

  static SampleHistory empty(int capacity) {
    return new SampleHistory(capacity, new float[0][]);
  }

  /**
   * Returns a history with one more row, which must not be written any more; the oldest goes when
   * full.
   */
  SampleHistory with(float[] row) {
    int kept = Math.min(rows.length, capacity - 1);
    float[][] next = new float[kept + 1][];
    System.arraycopy(rows, rows.length - kept, next, 0, kept);
    next[kept] = row;
    return new SampleHistory(capacity, next);
  }

  int size() {
    return rows.length;
  }

  /** Returns a row by age, 0 for the newest; not to be written. */
  float[] byAge(int age) {
    return rows[rows.length - 1 - age];
  }

  void save(StateWriter out) {
    out.putInt(rows.length);
    for (float[] row : rows) {
      for (float value : row) {
        out.putFloat(value);
      }
    }
  }

  static SampleHistory load(int capacity, int features, StateReader in) {
    float[][] rows = new float[in.getInt("samples kept", 0, capacity)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[features];
      for (int j = 0; j < features; j++) {
        rows[i][j] = in.getFloat();
      }
    }
    return new SampleHistory(capacity, rows);
  }
}
