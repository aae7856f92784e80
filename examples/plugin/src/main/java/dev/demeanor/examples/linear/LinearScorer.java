package dev.demeanor.examples.linear;

import dev.demeanor.spi.model.VectorScorer;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A loaded model. Many threads score under the read lock; closing takes the write lock and so waits
 * for calls under way (MB-3). A model of plain numbers would not need it; one that frees native
 * memory in {@link #close} would crash the JVM without.
 */
final class LinearScorer implements VectorScorer {

  private final LinearModel model;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  LinearScorer(LinearModel model) {
    this.model = model;
  }

  @Override
  public int inputs() {
    return model.inputs();
  }

  @Override
  public void score(float[] rows, int count, double[] scores) {
    check(rows, count, scores);
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      for (int i = 0; i < count; i++) {
        scores[i] = model.score(rows, i * model.inputs());
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private void check(float[] rows, int count, double[] scores) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be >= 1, was " + count);
    }
    if (rows.length < (long) count * model.inputs()) {
      throw new IllegalArgumentException(
          "rows must hold " + count + " times " + model.inputs() + " values, had " + rows.length);
    }
    if (scores.length < count) {
      throw new IllegalArgumentException(
          "scores must have room for " + count + ", had " + scores.length);
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
