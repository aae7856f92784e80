package dev.demeanor.drift;

import java.util.Objects;

/**
 * How drift is looked for. Start from {@link #defaults}; {@link #off} looks for none. Immutable.
 *
 * @param subjects sources of subjects that are followed at most, about 15 KB each; 0 turns all off
 * @param falseDiscoveryRate share of features found to differ that may be chance, in (0, 1)
 * @param subject bounds for one subject
 * @param population bounds for everybody together
 */
public record DriftPolicy(
    int subjects, double falseDiscoveryRate, DriftBounds subject, DriftBounds population) {

  private static final DriftPolicy DEFAULTS =
      new DriftPolicy(2_000, 0.01, DriftBounds.subject(), DriftBounds.population());

  /** Checks the figures. */
  public DriftPolicy {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(population, "population");
    if (subjects < 0) {
      throw new IllegalArgumentException("subjects must be >= 0, was " + subjects);
    }
    if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1)) {
      throw new IllegalArgumentException(
          "falseDiscoveryRate must be in (0, 1), was " + falseDiscoveryRate);
    }
  }

  /** Returns the defaults: 2,000 sources of subjects, 1 %. */
  public static DriftPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns one that looks for no drift. */
  public static DriftPolicy off() {
    return DEFAULTS.withSubjects(0);
  }

  /** Returns whether drift is looked for. */
  public boolean isOn() {
    return subjects > 0;
  }

  /** Returns a copy that follows another number of sources of subjects. */
  public DriftPolicy withSubjects(int newSubjects) {
    return new DriftPolicy(newSubjects, falseDiscoveryRate, subject, population);
  }

  /** Returns a copy with another rate. */
  public DriftPolicy withFalseDiscoveryRate(double newRate) {
    return new DriftPolicy(subjects, newRate, subject, population);
  }

  /** Returns a copy with other bounds for one subject. */
  public DriftPolicy withSubject(DriftBounds newSubject) {
    return new DriftPolicy(subjects, falseDiscoveryRate, newSubject, population);
  }

  /** Returns a copy with other bounds for everybody together. */
  public DriftPolicy withPopulation(DriftBounds newPopulation) {
    return new DriftPolicy(subjects, falseDiscoveryRate, subject, newPopulation);
  }
}
