package dev.demeanor.replay;

import dev.demeanor.decision.Decision;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.trust.TrustState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the records of an audit its decisions: one that is recorded by itself is taken as it is;
 * those that were merged are made again from the one before them and their times. Of their trust
 * only the lowest was recorded, so that is what the lowest is said to have had. Not thread-safe.
 */
final class Unmerging {

  private final Policies policies;
  private AuditRecord.@Nullable Decided last;

  /** Decisions that were merged and cannot be made again. */
  private long lost;

  Unmerging(Policies policies) {
    this.policies = policies;
  }

  long lost() {
    return lost;
  }

  /** Returns the decisions of a record, in order; none when it holds none, or they are lost. */
  List<AuditRecord.Decided> decisions(AuditRecord record) {
    if (record instanceof AuditRecord.Decided decided) {
      last = decided;
      return List.of(decided);
    }
    return record instanceof AuditRecord.Repeated repeated ? unmerge(repeated) : List.of();
  }

  private List<AuditRecord.Decided> unmerge(AuditRecord.Repeated repeated) {
    AuditRecord.Decided before = last;
    Redecision policy = policies.find(repeated.policyVersion());
    if (before == null || policy == null || !follows(repeated, before)) {
      lost += repeated.count();
      return List.of();
    }
    TrustState state = policy.prior(before);
    Outcome unused = policy.decide(before, state);
    List<AuditRecord.Decided> decisions = new ArrayList<>();
    long at = repeated.from().toEpochMilli();
    int lowest = 0;
    for (int i = 0; i < repeated.count(); i++) {
      at += i == 0 ? 0 : repeated.pauses().get(i - 1);
      AuditRecord.Decided again = again(before, repeated.firstSequence() + i, at, policy, state);
      decisions.add(again);
      lowest = trust(again) < trust(decisions.get(lowest)) ? i : lowest;
    }
    AuditRecord.Decided least = decisions.get(lowest);
    decisions.set(lowest, with(least, repeated.lowestTrust(), least.decision().confidence()));
    return decisions;
  }

  /** Records of before do not say when each was made. */
  private static boolean follows(AuditRecord.Repeated repeated, AuditRecord.Decided before) {
    return before.decision().sessionKey().equals(repeated.sessionKey())
        && before.decision().sequence() + 1 == repeated.firstSequence()
        && repeated.lastSequence() - repeated.firstSequence() + 1 == repeated.count()
        && repeated.pauses().size() + 1 == repeated.count()
        && before.policyVersion().equals(repeated.policyVersion())
        && before.decision().reasonBits() == repeated.reasonBits();
  }

  private static double trust(AuditRecord.Decided decided) {
    return decided.decision().trust();
  }

  /** Decides as before with no new evidence, and moves the state. */
  private static AuditRecord.Decided again(
      AuditRecord.Decided before, long sequence, long at, Redecision policy, TrustState state) {
    StateWriter prior = new StateWriter();
    state.save(prior);
    Decision was = before.decision();
    Decision is =
        new Decision(
            was.sessionKey(),
            sequence,
            at,
            was.verdict(),
            was.computedVerdict(),
            was.mode(),
            was.trust(),
            was.confidence(),
            was.reasonBits());
    AuditRecord.Decided asked = of(before, is, before.logOdds(), prior.toByteArray());
    Outcome outcome = policy.decide(asked, state);
    return with(
        of(before, is, outcome.logOdds(), prior.toByteArray()),
        outcome.trust(),
        outcome.confidence());
  }

  private static AuditRecord.Decided of(
      AuditRecord.Decided before, Decision decision, double logOdds, byte[] prior) {
    return new AuditRecord.Decided(
        decision,
        before.subjectKey(),
        null,
        before.segment(),
        before.thresholds(),
        before.policyVersion(),
        List.of(),
        logOdds,
        prior,
        before.route(),
        before.tenant(),
        null,
        before.modelVersion());
  }

  private static AuditRecord.Decided with(
      AuditRecord.Decided decided, double trust, double confidence) {
    Decision was = decided.decision();
    return decided.with(
        new Decision(
            was.sessionKey(),
            was.sequence(),
            was.at().toEpochMilli(),
            was.verdict(),
            was.computedVerdict(),
            was.mode(),
            trust,
            confidence,
            was.reasonBits()));
  }
}
