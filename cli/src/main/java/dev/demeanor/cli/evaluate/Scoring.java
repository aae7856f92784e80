package dev.demeanor.cli.evaluate;

/** How the evidence of an attempt's windows becomes its score. */
public enum Scoring {
  /** Added up: windows are equally many in all attempts, or more of them say more. */
  SUM,
  /** Their mean: attempts are of very different length and their windows far from independent. */
  MEAN
}
