package dev.demeanor.cli.evaluate;

/** How the evidence of an attempt's windows becomes its score. */
public enum Scoring {
  /** Added up: windows are equally many in all attempts, or more of them say more. */
  SUM,
  /** Their mean: attempts are of very different length and their windows far from independent. */
  MEAN,
  /**
   * As trust weighs it: the sum over the modalities of {@code 3 * weight * evidence}, the evidence
   * of a modality being the sum over its windows. What speaks for the subject counts nothing where
   * trust withheld it because an expected modality is missing.
   */
  FUSED,
  /**
   * All attempts on a subject are one session, in their order: the log-odds that the session had
   * before the attempt, and the evidence of the attempt as trust weighs it.
   */
  SEQUENTIAL
}
