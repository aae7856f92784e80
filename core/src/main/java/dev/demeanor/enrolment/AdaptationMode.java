package dev.demeanor.enrolment;

/** Who decides what is learned of a subject whose enrolment is complete. */
public enum AdaptationMode {
  /** Nobody: a template stays as it was enrolled, but for sessions the host vouches for. */
  NONE,
  /** The monitor alone: only windows that are beyond doubt. */
  SELF,
  /**
   * The monitor, and whoever says who it was: what is in doubt waits in its session until a
   * challenge is passed, and is learned then.
   */
  FEEDBACK
}
