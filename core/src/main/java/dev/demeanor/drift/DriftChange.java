package dev.demeanor.drift;

/**
 * A source is taken for something else than before. Immutable.
 *
 * @param from what it was taken for
 * @param to what it is taken for now
 * @param most the feature that differs most
 * @param features how many features differ as much as {@code to} says; 0 when it is stable again
 * @param compared how many were compared
 */
public record DriftChange(
    DriftLevel from, DriftLevel to, FeatureDrift most, int features, int compared) {

  /** Returns whether it is more than before. */
  public boolean isWorse() {
    return to.compareTo(from) > 0;
  }
}
