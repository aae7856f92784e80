package dev.demeanor.policy;

import dev.demeanor.decision.Verdict;
import java.util.Objects;

/**
 * What applies while something that decisions depend on does not answer. Immutable.
 *
 * @param templatesUnavailable verdict, at least, when templates cannot be read in time
 * @param auditUnavailable verdict in place of a CHALLENGE or DENY whose record is not durable in
 *     time: what cannot be proved later takes effect only if this says so
 */
public record FailurePolicy(Verdict templatesUnavailable, Verdict auditUnavailable) {

  private static final FailurePolicy DEFAULTS = new FailurePolicy(Verdict.ALLOW, Verdict.ALLOW);

  /** Checks that both are there. */
  public FailurePolicy {
    Objects.requireNonNull(templatesUnavailable, "templatesUnavailable");
    Objects.requireNonNull(auditUnavailable, "auditUnavailable");
  }

  /** Returns the defaults: ALLOW, whatever fails. */
  public static FailurePolicy defaults() {
    return DEFAULTS;
  }

  /** Returns what decides, as a text that is equal exactly for equal policies. */
  public String canonical() {
    return templatesUnavailable.name() + "\n" + auditUnavailable.name();
  }
}
