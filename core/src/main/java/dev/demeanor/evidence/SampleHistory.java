package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.util.Arrays;

/**
 * The newest samples a model keeps, oldest first, in one array so that walking over them is walking
 * over memory; NaN stands for missing. Immutable.
 */
final class SampleHistory {

  private final int capacity;
  private final int features;
  private final float[] values;

  private SampleHistory(int capacity, int features, float[] values) {
    this.capacity = capacity;
    this.features = features;
    this.values = values;
  }

  static SampleHistory empty(int capacity, int features) {
    return new SampleHistory(capacity, features, new float[0]);
  }

  /** Returns a history with one more row; the oldest goes when full. */
  SampleHistory with(float[] row) {
    int kept = Math.min(size(), capacity - 1) * features;
    float[] next = new float[kept + features];
    System.arraycopy(values, values.length - kept, next, 0, kept);
    System.arraycopy(row, 0, next, kept, features);
    return new SampleHistory(capacity, features, next);
  }

  /** Returns the newest rows only, at most so many. */
  SampleHistory newest(int most) {
    int kept = Math.min(size(), most) * features;
    float[] rows = Arrays.copyOfRange(values, values.length - kept, values.length);
    return new SampleHistory(capacity, features, rows);
  }

  int size() {
    return values.length / features;
  }

  /** Returns the values of all rows, not to be written; see {@link #offset}. */
  float[] values() {
    return values;
  }

  /** Returns where the row of this age begins, 0 for the newest. */
  int offset(int age) {
    return values.length - (age + 1) * features;
  }

  float value(int age, int feature) {
    return values[offset(age) + feature];
  }

  void save(StateWriter out) {
    out.putInt(size());
    for (float value : values) {
      out.putFloat(value);
    }
  }

  static SampleHistory load(int capacity, int features, StateReader in) {
    float[] values = new float[features * in.getInt("samples kept", 0, capacity)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getFloat();
    }
    return new SampleHistory(capacity, features, values);
  }
}
