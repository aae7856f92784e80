package dev.demeanor.feature;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;

/**
 * The places of one pointer action, at rising times. A row at the time of the row before is
 * dropped: speed over no time means nothing. Bounded: what comes after {@link #MAX_ROWS} is
 * dropped, too.
 */
final class PointerPath {

  static final int MAX_ROWS = 512;

  private static final int INITIAL_ROWS = 32;

  long[] timeMicros = new long[INITIAL_ROWS];
  int[] x = new int[INITIAL_ROWS];
  int[] y = new int[INITIAL_ROWS];
  int rows;

  void add(long time, int newX, int newY) {
    if (rows == MAX_ROWS || rows > 0 && time <= timeMicros[rows - 1]) {
      return;
    }
    if (rows == timeMicros.length) {
      timeMicros = java.util.Arrays.copyOf(timeMicros, 2 * rows);
      x = java.util.Arrays.copyOf(x, 2 * rows);
      y = java.util.Arrays.copyOf(y, 2 * rows);
    }
    timeMicros[rows] = time;
    x[rows] = newX;
    y[rows] = newY;
    rows++;
  }

  void save(StateWriter out) {
    out.putInt(rows);
    for (int i = 0; i < rows; i++) {
      out.putLong(timeMicros[i]).putInt(x[i]).putInt(y[i]);
    }
  }

  void load(StateReader in) {
    rows = 0;
    for (int left = in.getInt("rows of a pointer action", 0, MAX_ROWS); left > 0; left--) {
      add(in.getLong(), in.getInt(), in.getInt());
    }
  }
}
