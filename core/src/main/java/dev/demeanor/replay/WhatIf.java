package dev.demeanor.replay;

import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.trust.TrustState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would have decided. Where it turns evidence into trust as before, each
 * decision starts from the recorded state; otherwise trust is followed from the beginning of the
 * session through everything that was recorded of it, and where records are missing it goes on from
 * the recorded state. Alarms of a session are counted anew; those on its device and account are
 * taken from the record where there was an alarm then. What people would have done otherwise,
 * nobody knows: a session that was blocked stays blocked, one that would have been blocked goes on.
 * Holds the decisions in memory until the report. Not thread-safe.
 */
public final class WhatIf {

  private final String policy;
  private final Policies policies = new Policies();
  private final Unmerging unmerging = new Unmerging(policies);
  private final Map<Redecision, Redecision> alternatives = new HashMap<>();
  private final Map<String, List<Step>> sessions = new HashMap<>();
  private long unknownPolicy;

  /** Something that happened in a session. */
  private record Step(
      Instant at,
      long sequence,
      AuditRecord.@Nullable Decided decided,
      @Nullable Redecision policy,
      @Nullable Feedback feedback) {}

  /**
   * Asks about a policy.
   *
   * @param policy its JSON; what it leaves out stays as it was
   * @throws IllegalArgumentException if it is no policy
   */
  public WhatIf(String policy) {
    PolicyJson.read(policy, MonitorConfig.defaults());
    this.policy = policy;
  }

  /** Takes a record, in the order in which they stand in the audit. */
  public void accept(AuditRecord record) {
    if (record instanceof AuditRecord.Chained chained) {
      accept(chained.record());
    } else if (record instanceof AuditRecord.PolicyApplied applied) {
      policies.add(applied);
    } else if (record instanceof AuditRecord.Decided || record instanceof AuditRecord.Repeated) {
      unmerging.decisions(record).forEach(this::add);
    } else if (record instanceof AuditRecord.FeedbackGiven given) {
      for (Feedback feedback : Feedback.values()) {
        if (feedback.name().equals(given.outcome())) {
          add(given.sessionKey(), new Step(given.at(), 0, null, null, feedback));
        }
      }
    }
  }

  private void add(AuditRecord.Decided decided) {
    Redecision known = policies.find(decided.policyVersion());
    if (known == null) {
      unknownPolicy++;
      return;
    }
    Decision decision = decided.decision();
    add(decision.sessionKey(), new Step(decided.at(), decision.sequence(), decided, known, null));
  }

  private void add(String session, Step step) {
    sessions.computeIfAbsent(session, unused -> new ArrayList<>()).add(step);
  }

  /** Decides everything again. */
  public WhatIfReport report() {
    WhatIfReport.Builder report = new WhatIfReport.Builder(unknownPolicy);
    for (List<Step> session : new TreeMap<>(sessions).values()) {
      follow(inOrder(session), report);
    }
    return report.build();
  }

  /**
   * Orders what happened in a session: by time, what happened at once as it stands in the audit,
   * and decisions among themselves by their sequence, since routine ones are written later.
   */
  private static List<Step> inOrder(List<Step> session) {
    List<Step> ordered = answered(session);
    ordered.sort(Comparator.comparing(Step::at));
    List<Step> decisions = new ArrayList<>(ordered);
    decisions.removeIf(step -> step.decided() == null);
    decisions.sort(Comparator.comparingLong(Step::sequence));
    Iterator<Step> next = decisions.iterator();
    ordered.replaceAll(step -> step.decided() == null ? step : next.next());
    return ordered;
  }

  /** Leaves out the record of a decision that was late where what was answered stands beside it. */
  private static List<Step> answered(List<Step> session) {
    Set<Long> byPolicy = new HashSet<>();
    for (Step step : session) {
      if (isByFailurePolicy(step)) {
        byPolicy.add(step.sequence());
      }
    }
    List<Step> answered = new ArrayList<>(session);
    answered.removeIf(
        step ->
            step.decided() != null
                && !isByFailurePolicy(step)
                && byPolicy.contains(step.sequence()));
    return answered;
  }

  private static boolean isByFailurePolicy(Step step) {
    AuditRecord.Decided decided = step.decided();
    return decided != null && decided.decision().has(ReasonCode.NOT_DURABLE);
  }

  private void follow(List<Step> session, WhatIfReport.Builder report) {
    TrustState followed = null;
    Redecision alternative = null;
    long next = 1;
    SessionLadder ladder = new SessionLadder();
    for (Step step : session) {
      AuditRecord.Decided decided = step.decided();
      Redecision policyThen = step.policy();
      if (decided == null || policyThen == null) {
        takeIn(step, alternative, followed);
        continue;
      }
      alternative = alternative(policyThen);
      boolean sameTrust = alternative.config().trust().equals(policyThen.config().trust());
      if (sameTrust || followed == null || step.sequence() != next) {
        report.resumed(!sameTrust && step.sequence() != 1);
        followed = alternative.prior(decided);
      }
      next = step.sequence() + 1;
      Outcome outcome = alternative.decide(decided, followed);
      if (!decided.decision().has(ReasonCode.BLOCKED)) {
        Consequence consequence = ladder.consequence(alternative.config(), decided, outcome);
        report.add(decided, outcome.computed(), consequence);
      }
    }
  }

  private static void takeIn(
      Step step, @Nullable Redecision alternative, @Nullable TrustState followed) {
    if (alternative == null || followed == null || step.feedback() == null) {
      return;
    }
    switch (step.feedback()) {
      case CHALLENGE_PASSED, GENUINE -> alternative.trust().challengePassed(followed);
      case CHALLENGE_FAILED -> alternative.trust().challengeFailed(followed);
      case IMPOSTOR -> {}
    }
  }

  private Redecision alternative(Redecision then) {
    return alternatives.computeIfAbsent(
        then, known -> new Redecision(PolicyJson.read(policy, known.config()), known.modalities()));
  }
}
