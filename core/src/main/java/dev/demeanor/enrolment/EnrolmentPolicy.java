package dev.demeanor.enrolment;

import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.subject.Provenance;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which windows become part of a template. A unit is an entry of fixed text, a block of free text,
 * a pointer action or a transition. Immutable.
 *
 * @param minimum units it takes before a source is compared at all; below it, it abstains with
 *     {@code COLD_START}
 * @param target units up to which a session whose identity is vouched for is learned, at least
 *     {@code minimum}
 * @param excluded where samples must not come from
 * @param adaptation what is learned after that
 */
public record EnrolmentPolicy(
    int minimum, int target, Set<Provenance> excluded, AdaptationPolicy adaptation) {

  /** A comparison needs some spread to compare with, whatever the operator configures. */
  public static final int LOWEST_MINIMUM = 30;

  private static final EnrolmentPolicy DEFAULTS =
      new EnrolmentPolicy(100, 200, Set.of(Provenance.DEV), AdaptationPolicy.defaults());

  /** Checks the numbers and copies the set. */
  public EnrolmentPolicy {
    if (minimum < LOWEST_MINIMUM) {
      throw new IllegalArgumentException(
          "minimum must be >= " + LOWEST_MINIMUM + ", was " + minimum);
    }
    if (target < minimum) {
      throw new IllegalArgumentException(
          "target must be >= minimum = " + minimum + ", was " + target);
    }
    excluded = Set.copyOf(excluded);
    Objects.requireNonNull(adaptation, "adaptation");
  }

  /** Returns the defaults: 100 units, learned up to 200, development samples excluded, adapting. */
  public static EnrolmentPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with another minimum, and a target of at least that. */
  public EnrolmentPolicy withMinimum(int newMinimum) {
    return new EnrolmentPolicy(newMinimum, Math.max(newMinimum, target), excluded, adaptation);
  }

  /** Returns a copy with another target. */
  public EnrolmentPolicy withTarget(int newTarget) {
    return new EnrolmentPolicy(minimum, newTarget, excluded, adaptation);
  }

  /** Returns a copy that excludes samples of other provenance. */
  public EnrolmentPolicy withExcluded(Set<Provenance> newExcluded) {
    return new EnrolmentPolicy(minimum, target, newExcluded, adaptation);
  }

  /** Returns a copy that adapts otherwise. */
  public EnrolmentPolicy withAdaptation(AdaptationPolicy newAdaptation) {
    return new EnrolmentPolicy(minimum, target, excluded, newAdaptation);
  }

  /** Returns a text that is equal exactly when the policy is; part of the policy version. */
  public String canonical() {
    return minimum + "|" + target + "|" + new TreeSet<>(excluded) + "|" + adaptation.canonical();
  }

  /**
   * Returns whether a window is to be learned: until the source is compared at all, and for a
   * session whose identity is vouched for up to the target.
   *
   * @param samples how many units the template has
   * @param ready whether the template is compared already
   * @param provenance where the window comes from
   * @param vouched whether the host vouches for the identity behind the session
   * @param accepted whether nothing speaks against the session: its verdict would be ALLOW
   */
  public boolean admits(
      int samples, boolean ready, Provenance provenance, boolean vouched, boolean accepted) {
    if (excluded.contains(provenance)) {
      return false;
    }
    return vouched ? samples < target || !ready : accepted && !ready;
  }

  /**
   * Returns what becomes of a window that was assessed. A function of its arguments alone, so that
   * a replay decides alike.
   *
   * @param template what it was compared with, or null when there was none
   * @param abstention why it gave no evidence, or null when it did
   * @param raw its raw score, where it gave evidence
   * @param standing the session after the assessment
   */
  public Lesson lesson(
      @Nullable EnrolledTemplate template,
      @Nullable AbstentionReason abstention,
      double raw,
      Standing standing) {
    boolean compared = abstention == null;
    if (!compared && abstention != AbstentionReason.COLD_START
        || excluded.contains(standing.provenance())) {
      return Lesson.SKIP;
    }
    int samples = template == null ? 0 : template.samples();
    if (admits(samples, compared, standing.provenance(), standing.vouched(), standing.accepted())) {
      return Lesson.ENROL;
    }
    return template == null || !compared ? Lesson.SKIP : adaptation.lesson(template, raw, standing);
  }
}
