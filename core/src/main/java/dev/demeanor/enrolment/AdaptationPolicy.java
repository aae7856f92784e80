package dev.demeanor.enrolment;

/**
 * What is learned after enrolment. People drift and templates must follow; whoever is followed must
 * not be an impostor. So a window is learned only where it scores above an update threshold that
 * lies above what it takes to be accepted ({@link
 * dev.demeanor.evidence.Calibration#updateThreshold}), and only until the template has moved as far
 * from its anchor as the drift budget allows. Immutable.
 *
 * @param mode who decides
 * @param driftBudget how far a template may move by itself from where somebody last vouched for it,
 *     in the subject's own spreads as the mean over the features, above 0; beyond it, only vouched
 *     sessions and passed challenges teach, and they renew the anchor
 * @param anchorLead by how much more a window may say to the template than it says to its anchor,
 *     in nats, 0 or more; infinity is no limit. A window that says more is held back to that,
 *     unless its anchor would learn it, too. So however far somebody leads a template, what he
 *     gains by it is bounded
 * @param quarantine how many windows of a session may wait for a passed challenge, 0 or more; the
 *     oldest makes room
 */
public record AdaptationPolicy(
    AdaptationMode mode, double driftBudget, double anchorLead, int quarantine) {

  /** Under this probability a window says nothing of the subject, however softly it is learned. */
  public static final double LEAST_SHARE = 0.01;

  /**
   * How many further windows of a session are waited for before one is learned softly. Somebody who
   * takes over lives on the owner's trust for a while; what he does meanwhile must not be learned
   * with it. Three blocks of a hundred visits, less one window.
   */
  public static final int HINDSIGHT = 14;

  private static final AdaptationPolicy DEFAULTS =
      new AdaptationPolicy(AdaptationMode.FEEDBACK, 1.0, 2.0, 16);

  /** Checks the ranges. */
  public AdaptationPolicy {
    if (!(driftBudget > 0)) {
      throw new IllegalArgumentException("driftBudget must be > 0, was " + driftBudget);
    }
    if (!(anchorLead >= 0)) {
      throw new IllegalArgumentException("anchorLead must be >= 0, was " + anchorLead);
    }
    if (quarantine < 0) {
      throw new IllegalArgumentException("quarantine must be >= 0, was " + quarantine);
    }
  }

  /** Returns the defaults: adapting by itself, taking feedback where it is given. */
  public static AdaptationPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a copy in which somebody else decides. */
  public AdaptationPolicy withMode(AdaptationMode newMode) {
    return new AdaptationPolicy(newMode, driftBudget, anchorLead, quarantine);
  }

  /** Returns a copy with another drift budget; infinity is none. */
  public AdaptationPolicy withDriftBudget(double newBudget) {
    return new AdaptationPolicy(mode, newBudget, anchorLead, quarantine);
  }

  /** Returns a copy with another limit of what the template may say beyond its anchor. */
  public AdaptationPolicy withAnchorLead(double newLead) {
    return new AdaptationPolicy(mode, driftBudget, newLead, quarantine);
  }

  /** Returns a copy in which so many windows of a session may wait. */
  public AdaptationPolicy withQuarantine(int newQuarantine) {
    return new AdaptationPolicy(mode, driftBudget, anchorLead, newQuarantine);
  }

  /** Returns a text that is equal exactly when the policy is; part of the policy version. */
  String canonical() {
    return mode + "|" + driftBudget + "|" + anchorLead + "|" + quarantine;
  }

  /** Returns whether this template may not adapt by itself any further: its budget is spent. */
  public boolean hasStopped(EnrolledTemplate template) {
    return mode != AdaptationMode.NONE && template.drift() > driftBudget;
  }

  /** Returns what becomes of a window that was compared with a template that is ready. */
  Lesson lesson(EnrolledTemplate template, double raw, Standing standing) {
    if (mode == AdaptationMode.NONE) {
      return Lesson.SKIP;
    }
    if (standing.vouched()) {
      return Lesson.CONFIRM;
    }
    if (template.learnsSoftly() && !hasStopped(template)) {
      return Lesson.WAIT;
    }
    boolean beyondDoubt = standing.accepted() && raw >= template.calibration().updateThreshold();
    if (beyondDoubt && !hasStopped(template)) {
      return Lesson.ADAPT;
    }
    return mode == AdaptationMode.FEEDBACK && quarantine > 0 ? Lesson.QUARANTINE : Lesson.SKIP;
  }
}
