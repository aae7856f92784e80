package dev.demeanor.drift;

/** What the features of a source are taken for, in the order of how much has changed. */
public enum DriftLevel {
  /** Nothing speaks against the reference. */
  STABLE,
  /** Some feature is surely distributed otherwise, by more than the days of one person differ. */
  WARNING,
  /** Some feature is distributed so differently that something else must be measured now. */
  DRIFTED
}
