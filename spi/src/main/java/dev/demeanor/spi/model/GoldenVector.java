package dev.demeanor.spi.model;

import java.util.Arrays;

/**
 * An input and the score that the trainer's own library gave it, by which every backend is checked
 * before its model counts. Immutable: the row is copied in and out.
 *
 * @param row one row of inputs
 * @param score what the model must answer
 */
public record GoldenVector(float[] row, double score) {

  /** Copies the row and checks the score. */
  public GoldenVector {
    row = row.clone();
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score must be finite, was " + score);
    }
  }

  @Override
  public float[] row() {
    return row.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoldenVector that
        && Arrays.equals(row, that.row)
        && Double.compare(score, that.score) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(row) + Double.hashCode(score);
  }

  @Override
  public String toString() {
    return "GoldenVector[" + row.length + " inputs]";
  }
}
