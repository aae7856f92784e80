package dev.demeanor.decision;

/**
 * Where trust turns into a verdict. Immutable.
 *
 * @param allow ALLOW when {@code trust >= allow}; in (0, 1)
 * @param challenge otherwise CHALLENGE when {@code trust >= challenge}, else DENY; in (0, allow]
 */
public record Thresholds(double allow, double challenge) {

  /** 0.8 and 0.5. */
  public static final Thresholds DEFAULT = new Thresholds(0.8, 0.5);

  /** Checks {@code 0 < challenge <= allow < 1}. */
  public Thresholds {
    if (!(allow > 0 && allow < 1)) {
      throw new IllegalArgumentException("allow must be in (0, 1), was " + allow);
    }
    if (!(challenge > 0 && challenge <= allow)) {
      throw new IllegalArgumentException(
          "challenge must be in (0, allow = " + allow + "], was " + challenge);
    }
  }

  /** Returns the verdict for a trust in [0, 1]. */
  public Verdict verdict(double trust) {
    if (trust >= allow) {
      return Verdict.ALLOW;
    }
    return trust >= challenge ? Verdict.CHALLENGE : Verdict.DENY;
  }
}
