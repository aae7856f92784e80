package dev.demeanor.replay;

import dev.demeanor.decision.Decision;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replay at level 1: fusion, accumulation and policy of each recorded decision are computed again
 * from its recorded evidence and the trust state before it, by the classes that decide in a live
 * session, and compared bit for bit. Give it the records in the order in which they stand in the
 * audit. Not thread-safe.
 */
public final class Replay {

  private static final int LISTED = 20;

  private final Policies policies = new Policies();
  private final Unmerging unmerging = new Unmerging(policies);
  private final List<ReplayReport.Difference> differences = new ArrayList<>();
  private long decisions;
  private long equal;
  private long unknownPolicy;

  /** Makes a replay. */
  public Replay() {}

  /**
   * Takes a record; decisions are made again, those that were merged among them, policies are
   * remembered, others do not matter.
   */
  public void accept(AuditRecord record) {
    if (record instanceof AuditRecord.Chained chained) {
      accept(chained.record());
    } else if (record instanceof AuditRecord.PolicyApplied applied) {
      policies.add(applied);
    } else {
      for (AuditRecord.Decided decided : decisions(record)) {
        boolean unused = decideAgain(decided);
      }
    }
  }

  /** Returns the decisions that a record holds. */
  List<AuditRecord.Decided> decisions(AuditRecord record) {
    return unmerging.decisions(record);
  }

  /** Returns the policy of a version, or null when it is not known. */
  @Nullable Redecision policy(String version) {
    return policies.find(version);
  }

  /** Makes a decision again; returns whether it came out the same. */
  boolean decideAgain(AuditRecord.Decided decided) {
    decisions++;
    Redecision policy = policies.find(decided.policyVersion());
    if (policy == null) {
      unknownPolicy++;
      return false;
    }
    String difference;
    try {
      difference = difference(decided, policy.decide(decided, policy.prior(decided)));
    } catch (CorruptStateException e) {
      difference = String.valueOf(e.getMessage());
    }
    if (difference == null) {
      equal++;
    } else if (differences.size() < LISTED) {
      differences.add(new ReplayReport.Difference(decided.id(), difference));
    }
    return difference == null;
  }

  private static @Nullable String difference(AuditRecord.Decided decided, Outcome now) {
    Decision was = decided.decision();
    if (bits(was.trust()) != bits(now.trust())) {
      return "trust was " + was.trust() + ", is " + now.trust();
    }
    if (bits(was.confidence()) != bits(now.confidence())) {
      return "confidence was " + was.confidence() + ", is " + now.confidence();
    }
    if (bits(decided.logOdds()) != bits(now.logOdds())) {
      return "log-odds were " + decided.logOdds() + ", are " + now.logOdds();
    }
    if (was.computedVerdict() != now.computed()) {
      return "computed verdict was " + was.computedVerdict() + ", is " + now.computed();
    }
    if (was.verdict() != now.effective()) {
      return "verdict was " + was.verdict() + ", is " + now.effective();
    }
    if (was.computedConsequence() != now.consequence()) {
      return "consequence was " + was.computedConsequence() + ", is " + now.consequence();
    }
    return (was.reasonBits() & Redecision.POLICY_REASONS) == now.reasons()
        ? null
        : "the reasons of the policy differ";
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** Returns what came out so far. */
  public ReplayReport report() {
    return new ReplayReport(decisions, equal, unknownPolicy, unmerging.lost(), differences);
  }
}
