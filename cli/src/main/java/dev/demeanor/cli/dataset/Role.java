package dev.demeanor.cli.dataset;

/** What a recorded session may be used for. */
public enum Role {
  /** The subject's own; may be learned. */
  OWN,
  /** The subject's own; the authors of the data set it aside for tests. */
  TEST_OWN,
  /** Somebody else's, on the subject's account; for tests only, never learned. */
  TEST_OTHER
}
