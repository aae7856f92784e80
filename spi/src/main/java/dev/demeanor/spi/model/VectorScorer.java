package dev.demeanor.spi.model;

/**
 * A loaded model. Rules:
 *
 * <ul>
 *   <li><b>MB-1</b> Row by row or all at once, the scores are the same within the backend's stated
 *       tolerance.
 *   <li><b>MB-2</b> Thread-safe: many threads may score at once.
 *   <li><b>MB-3</b> {@link #close} is idempotent, waits for calls under way, and scoring afterwards
 *       is an {@link IllegalStateException}.
 *   <li><b>MB-4</b> A wrong length of input or output is an {@link IllegalArgumentException}; the
 *       model stays usable.
 *   <li><b>MB-6</b> Where the model's answer is no finite number the score is {@link Double#NaN},
 *       which its reader takes for an abstention.
 * </ul>
 */
public interface VectorScorer extends AutoCloseable {

  /** Returns how many values one row has. */
  int inputs();

  /**
   * Scores rows; higher means more genuine.
   *
   * @param rows the rows one after another, {@code count * inputs()} values
   * @param count how many rows, at least 1
   * @param scores where {@code count} scores go
   */
  void score(float[] rows, int count, double[] scores);

  /** Frees what the model holds. */
  @Override
  void close();
}
