package dev.demeanor.enrolment;

/** What becomes of a window after it was assessed. */
public enum Lesson {
  /** Nothing. */
  SKIP,
  /** It waits in its session for a passed challenge. */
  QUARANTINE,
  /** It is learned: the subject is being enrolled. */
  ENROL,
  /**
   * It waits for what further windows of its session show, or for its end, and is learned in
   * proportion to how likely it is the subject's by then.
   */
  WAIT,
  /** It is learned because nothing speaks against it; the template moves away from its anchor. */
  ADAPT,
  /** It is learned because somebody vouched for it; the anchor is renewed. */
  CONFIRM
}
