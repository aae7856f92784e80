package dev.demeanor.benchmarks;

import java.util.function.DoubleSupplier;

/** Many scores in a row. */
record ScoreSlice(String name, DoubleSupplier score) implements Slice {

  private static final int OPERATIONS = 256;

  @Override
  public int operations() {
    return OPERATIONS;
  }

  @Override
  public long run() {
    double sum = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      sum += score.getAsDouble();
    }
    return Double.doubleToLongBits(sum);
  }
}
