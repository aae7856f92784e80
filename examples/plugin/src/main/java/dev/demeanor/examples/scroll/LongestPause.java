package dev.demeanor.examples.scroll;

/**
 * The longest of the pauses in a window, at constant cost: a pause that a later and longer one
 * overshadows can never be the longest again and is forgotten, so that those kept fall from the
 * oldest to the newest (a monotonic queue). Not thread-safe.
 */
final class LongestPause {

  private final long[] number;
  private final long[] micros;
  private int oldest;
  private int size;

  LongestPause(int capacity) {
    number = new long[capacity];
    micros = new long[capacity];
  }

  /** Takes in the pause before the scroll of this number; numbers only grow. */
  void add(long scroll, long pauseMicros) {
    while (size > 0 && micros[slot(size - 1)] <= pauseMicros) {
      size--;
    }
    number[slot(size)] = scroll;
    micros[slot(size)] = pauseMicros;
    size++;
  }

  /** Takes out the pause before the scroll of this number, the oldest in the window. */
  void remove(long scroll) {
    if (size > 0 && number[oldest] == scroll) {
      oldest = slot(1);
      size--;
    }
  }

  /** Returns the longest pause; there must be one. */
  long micros() {
    return micros[oldest];
  }

  void clear() {
    oldest = 0;
    size = 0;
  }

  private int slot(int offset) {
    return (oldest + offset) % micros.length;
  }
}
