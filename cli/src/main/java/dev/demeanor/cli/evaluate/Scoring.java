package dev.demeanor.cli.evaluate;

/** How the evidence of an attempt's windows becomes its score. */
public enum Scoring {
  /** Added up: windows are equally many in all attempts, or more of them say more. */
  SUM,
  /** Their mean: attempts are of very different length and their windows far from independent. */
  MEAN,
  /**
   * As trust weighs it: the sum over the modalities of {@code 3 * weight * evidence}, where the
   * evidence of a modality is what its own protocol makes of it, the mean for the pointer and the
   * sum for all others. What speaks for the subject counts nothing where trust withheld it because
   * an expected modality is missing.
   */
  FUSED
}
