package dev.demeanor.drift;

/**
 * How one feature is distributed now, against its reference. Immutable.
 *
 * @param feature name of the feature
 * @param psi population stability index over {@link StabilityIndex#BINS} bins, at least 0
 * @param ks greatest distance of the two cumulative distributions, 0 to 1
 * @param pValue of that distance, adjusted for the number of features (Benjamini and Hochberg)
 * @param reference runs of the reference that have the feature
 * @param current runs compared with it that have it
 */
public record FeatureDrift(
    String feature, double psi, double ks, double pValue, int reference, int current) {

  /** Usual bounds of the index: beyond it a distribution is said to have changed. */
  private static final double PSI_WARNING = 0.1;

  private static final double PSI_DRIFTED = 0.25;

  FeatureDrift withPValue(double adjusted) {
    return new FeatureDrift(feature, psi, ks, adjusted, reference, current);
  }

  /** Returns whether the difference is not chance, at this rate of false discoveries. */
  public boolean isSignificant(double falseDiscoveryRate) {
    return pValue <= falseDiscoveryRate;
  }

  /** Returns what this feature alone says; {@code held} is left only well below its bound. */
  DriftLevel level(DriftBounds bounds, double falseDiscoveryRate, DriftLevel held) {
    if (!isSignificant(falseDiscoveryRate)) {
      return DriftLevel.STABLE;
    }
    if (reaches(DriftLevel.DRIFTED, held, bounds.drifted(), PSI_DRIFTED)) {
      return DriftLevel.DRIFTED;
    }
    return reaches(DriftLevel.WARNING, held, bounds.warning(), PSI_WARNING)
        ? DriftLevel.WARNING
        : DriftLevel.STABLE;
  }

  private boolean reaches(DriftLevel level, DriftLevel held, double distance, double index) {
    double part = level.compareTo(held) <= 0 ? Hysteresis.LEAVES_BELOW : 1;
    return ks >= part * distance && psi >= part * index;
  }
}
