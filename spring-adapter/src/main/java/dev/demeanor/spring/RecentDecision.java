package dev.demeanor.spring;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision as operators see it. Subject and session are the keyed hashes of the audit. Immutable.
 *
 * @param id under which it stands in the audit
 * @param at when
 * @param subject keyed hash of the subject
 * @param session keyed hash of the session
 * @param correlationId id of the request, or null
 * @param verdict what the application had to do
 * @param computedVerdict what applies when decisions are enforced
 * @param mode whether they were
 * @param trust probability that it was the subject
 * @param confidence how much evidence stands behind it
 * @param segment whose policy applied
 * @param policyVersion hash of that policy
 * @param reasons why
 * @param sources what each window said, or how far its enrolment has come
 * @param explanation the terms of the evidence of the last windows; only of decisions that were not
 *     ALLOW, null otherwise
 */
public record RecentDecision(
    String id,
    Instant at,
    String subject,
    String session,
    @Nullable String correlationId,
    Verdict verdict,
    Verdict computedVerdict,
    Mode mode,
    double trust,
    double confidence,
    String segment,
    String policyVersion,
    Set<ReasonCode> reasons,
    List<SourceState> sources,
    @Nullable Explanation explanation) {

  /**
   * What one window said.
   *
   * @param source name of the source
   * @param evidence natural-log likelihood ratio, above 0 speaks for the subject; null when the
   *     window said nothing
   * @param abstention why it said nothing, null when it said something
   * @param learned how many units the subject's template holds; only while it is too few
   * @param required how many it takes; only while it is too few
   */
  public record SourceState(
      String source,
      @Nullable Double evidence,
      @Nullable String abstention,
      @Nullable Integer learned,
      @Nullable Integer required) {

    static SourceState of(Evidence evidence) {
      String source = evidence.source().name();
      if (evidence instanceof Evidence.Present present) {
        return new SourceState(source, present.value(), null, null, null);
      }
      Evidence.Abstained abstained = (Evidence.Abstained) evidence;
      return new SourceState(
          source, null, abstained.reason().name(), abstained.samples(), abstained.required());
    }
  }

  static RecentDecision of(AuditRecord.Decided decided) {
    Decision decision = decided.decision();
    return new RecentDecision(
        decision.id(),
        decision.at(),
        decided.subjectKey(),
        decision.sessionKey(),
        decided.correlationId(),
        decision.verdict(),
        decision.computedVerdict(),
        decision.mode(),
        decision.trust(),
        decision.confidence(),
        decided.segment(),
        decided.policyVersion(),
        decision.reasons(),
        decided.evidence().stream().map(SourceState::of).toList(),
        null);
  }

  RecentDecision with(Explanation terms) {
    return new RecentDecision(
        id,
        at,
        subject,
        session,
        correlationId,
        verdict,
        computedVerdict,
        mode,
        trust,
        confidence,
        segment,
        policyVersion,
        reasons,
        sources,
        terms);
  }
}
