package dev.demeanor.enrolment;

import dev.demeanor.subject.Provenance;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which windows become part of a template. A unit is an entry of fixed text, a block of free text,
 * a pointer action or a transition. Immutable.
 *
 * @param minimum units it takes before a source is compared at all; below it, it abstains with
 *     {@code COLD_START}
 * @param target units up to which a session whose identity is vouched for is learned, at least
 *     {@code minimum}
 * @param excluded where samples must not come from
 */
public record EnrolmentPolicy(int minimum, int target, Set<Provenance> excluded) {

  /** A comparison needs some spread to compare with, whatever the operator configures. */
  public static final int LOWEST_MINIMUM = 30;

  private static final EnrolmentPolicy DEFAULTS =
      new EnrolmentPolicy(100, 200, Set.of(Provenance.DEV));

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
  }

  /** Returns the defaults: 100 units, learned up to 200, development samples excluded. */
  public static EnrolmentPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with another minimum, and a target of at least that. */
  public EnrolmentPolicy withMinimum(int newMinimum) {
    return new EnrolmentPolicy(newMinimum, Math.max(newMinimum, target), excluded);
  }

  /** Returns a copy with another target. */
  public EnrolmentPolicy withTarget(int newTarget) {
    return new EnrolmentPolicy(minimum, newTarget, excluded);
  }

  /** Returns a copy that excludes samples of other provenance. */
  public EnrolmentPolicy withExcluded(Set<Provenance> newExcluded) {
    return new EnrolmentPolicy(minimum, target, newExcluded);
  }

  /** Returns a text that is equal exactly when the policy is; part of the policy version. */
  public String canonical() {
    return minimum + "|" + target + "|" + new TreeSet<>(excluded);
  }

  /**
   * Returns whether a window is to be learned.
   *
   * @param samples how many samples the template has
   * @param vouched whether the host vouches for the identity behind the session
   * @param accepted whether nothing speaks against the session: its verdict would be ALLOW
   */
  public boolean admits(int samples, Provenance provenance, boolean vouched, boolean accepted) {
    if (excluded.contains(provenance)) {
      return false;
    }
    return vouched ? samples < target : accepted && samples < minimum;
  }
}
