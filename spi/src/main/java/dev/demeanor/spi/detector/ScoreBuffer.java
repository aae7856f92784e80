package dev.demeanor.spi.detector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a detector writes its answer: one contribution for each feature and an interaction term, or
 * an abstention. The raw score is their sum; higher means more genuine, in a scale of the
 * detector's own that core calibrates. Reused by its owner; not thread-safe.
 */
public final class ScoreBuffer {

  private double[] contributions = new double[0];
  private double[] scratch = new double[0];
  private float[] row = new float[0];
  private int size;
  private double interaction;
  private @Nullable AbstentionReason abstention;

  /** Makes an empty buffer. */
  public ScoreBuffer() {}

  /** Begins an answer about {@code features} features: all contributions zero, no abstention. */
  public void begin(int features) {
    if (contributions.length < features) {
      contributions = new double[features];
    }
    Arrays.fill(contributions, 0, features, 0.0);
    size = features;
    interaction = 0.0;
    abstention = null;
  }

  /** Adds to the contribution of a feature. */
  public void add(int feature, double contribution) {
    contributions[feature] += contribution;
  }

  /** Adds to the term that belongs to no single feature. */
  public void addInteraction(double value) {
    interaction += value;
  }

  /** Makes the answer an abstention. */
  public void abstain(AbstentionReason reason) {
    abstention = reason;
  }

  /** Returns why there is no score, or null when there is one. */
  public @Nullable AbstentionReason abstention() {
    return abstention;
  }

  /** Returns how many contributions there are. */
  public int size() {
    return size;
  }

  /** Returns the contribution of a feature. */
  public double contribution(int feature) {
    return contributions[feature];
  }

  /** Returns the term that belongs to no single feature. */
  public double interaction() {
    return interaction;
  }

  /** Returns the raw score: all contributions, in order, and the interaction. */
  public double raw() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += contributions[i];
    }
    return sum + interaction;
  }

  /** Returns an array of at least {@code length} for the detector's own use; contents undefined. */
  public double[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new double[length];
    }
    return scratch;
  }

  /**
   * Returns an array of at least {@code length} for inputs of a model; contents undefined, and not
   * those of {@link #scratch}.
   */
  public float[] row(int length) {
    if (row.length < length) {
      row = new float[length];
    }
    return row;
  }
}
