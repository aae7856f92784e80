package dev.demeanor.evidence;

import dev.demeanor.spi.CorruptStateException;

/**
 * What a source had said in its session before one of its windows: with it, the window's evidence
 * can be computed again without the windows before. Immutable.
 *
 * @param windows how many windows were joined, {@link #RUNNING} where windows tell of the session
 *     before them, too
 * @param evidence what they came to, in nats
 */
public record Prior(int windows, double evidence) {

  /** In place of a number of windows where windows run. */
  public static final int RUNNING = -1;

  /** A window that was the first of its source, or gave no evidence. */
  public static final Prior NONE = new Prior(0, 0);

  /**
   * Returns what a window adds to it, as in a session.
   *
   * @throws CorruptStateException if there cannot have been such a session
   */
  public double joined(double alone, double correlation) {
    if (windows == RUNNING) {
      return alone - evidence;
    }
    try {
      return JointEvidence.of(windows, evidence).add(alone, correlation);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("prior evidence: " + e.getMessage());
    }
  }
}
