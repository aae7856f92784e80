package dev.demeanor.subject;

/** Where a sample came from. Enrolment accepts or excludes samples by it; it is never a feature. */
public enum Provenance {
  /** Ordinary use of a session that signed in. */
  LIVE,
  /** A session that passed an additional challenge. */
  CHALLENGE,
  /** A recording that an operator imported. */
  IMPORTED,
  /** Development or testing; excluded from enrolment unless configured otherwise. */
  DEV
}
