package dev.demeanor.trust;

/** How the modalities of a session become one trust. */
public enum Fusion {
  /** Weighted evidence is summed over modalities and time. The default. */
  EVIDENCE,
  /**
   * The classic rule: each modality has a probability of its own, and trust is their weighted mean
   * over the modalities the session has shown. With weights 0.4, 0.3, 0.3 the probabilities 0.9,
   * 0.8, 0.7 give 0.81.
   */
  LINEAR_POOL
}
