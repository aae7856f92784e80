package dev.demeanor.siem;

import static dev.demeanor.siem.SiemEvent.HIGH;
import static dev.demeanor.siem.SiemEvent.LOW;
import static dev.demeanor.siem.SiemEvent.MEDIUM;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditRecordVisitor;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;

/** What is told of each type of record. Stateless. */
final class SiemEvents implements AuditRecordVisitor<SiemDraft> {

  @Override
  public SiemDraft decided(AuditRecord.Decided decided) {
    Decision decision = decided.decision();
    Verdict computed = decision.computedVerdict();
    boolean allowed = decision.verdict() == Verdict.ALLOW;
    StringBuilder reasons = new StringBuilder();
    decision.reasons().forEach(code -> reasons.append(reasons.isEmpty() ? "" : ",").append(code));
    return new SiemDraft(decided, "DECISION_" + computed, "identity was assessed by behaviour")
        .graded(
            computed == Verdict.ALLOW ? LOW : computed == Verdict.CHALLENGE ? MEDIUM : HIGH,
            allowed ? "success" : "failure")
        .in("authentication", allowed ? "allowed" : "denied")
        .about(decided.subjectKey(), decision.sessionKey())
        .by(null, reasons.toString())
        .with("verdict", decision.verdict().name())
        .with("computed", computed.name())
        .with("mode", decision.mode().name())
        .with("trust", decision.trust())
        .with("confidence", decision.confidence())
        .with("segment", decided.segment())
        .with("policy", decided.policyVersion())
        .with("correlation", decided.correlationId())
        .with("route", decided.route())
        .with("consequence", decision.consequence().name());
  }

  @Override
  public SiemDraft repeated(AuditRecord.Repeated repeated) {
    return new SiemDraft(
            repeated, "DECISION_ALLOW", "identity was assessed by behaviour, with nothing new")
        .in("authentication", "allowed")
        .about(repeated.subjectKey(), repeated.sessionKey())
        .with("count", repeated.count())
        .with("until", repeated.until());
  }

  @Override
  public SiemDraft blocked(AuditRecord.Blocked blocked) {
    Block block = blocked.block();
    SiemDraft draft =
        blocked.enforced()
            ? new SiemDraft(blocked, "BLOCKED", "access was blocked")
                .graded(HIGH, "failure")
                .in("session", "denied")
            : new SiemDraft(blocked, "WOULD_BLOCK", "access would have been blocked")
                .graded(MEDIUM, "unknown")
                .in("session", "info");
    return target(draft, block, blocked.targetKey())
        .by(block.actor(), block.reason())
        .with("until", block.expiresAt());
  }

  @Override
  public SiemDraft extended(AuditRecord.Extended extended) {
    return target(
            new SiemDraft(extended, "EXTENDED", "a block lasts longer"),
            extended.block(),
            extended.targetKey())
        .graded(MEDIUM, "failure")
        .in("session", "denied")
        .by(extended.actor(), extended.reason())
        .with("until", extended.block().expiresAt());
  }

  @Override
  public SiemDraft expired(AuditRecord.Expired expired) {
    return target(
            new SiemDraft(expired, "EXPIRED", "a block ended"),
            expired.block(),
            expired.targetKey())
        .in("session", "allowed");
  }

  @Override
  public SiemDraft unblocked(AuditRecord.Unblocked lifted) {
    return target(
            new SiemDraft(lifted, "UNBLOCKED", "a block was lifted"),
            lifted.block(),
            lifted.targetKey())
        .graded(MEDIUM, "success")
        .in("session", "allowed")
        .by(lifted.actor(), lifted.justification());
  }

  private static SiemDraft target(SiemDraft draft, Block block, String targetKey) {
    return draft.with("target", targetKey).with("kind", block.target().kind().name());
  }

  @Override
  public SiemDraft feedbackGiven(AuditRecord.FeedbackGiven feedback) {
    boolean failed =
        feedback.outcome().equals("IMPOSTOR") || feedback.outcome().equals("CHALLENGE_FAILED");
    return new SiemDraft(feedback, "FEEDBACK", "it was said who a session was")
        .graded(failed ? HIGH : LOW, failed ? "failure" : "success")
        .in("authentication", "info")
        .about(feedback.subjectKey(), feedback.sessionKey())
        .by(null, feedback.outcome());
  }

  @Override
  public SiemDraft adjudicated(AuditRecord.Adjudicated judged) {
    Adjudication.Decision finding = judged.finding();
    boolean impostor = finding == Adjudication.Decision.IMPOSTOR;
    return new SiemDraft(judged, "ADJUDICATED", "a security event was judged")
        .graded(
            impostor ? HIGH : LOW,
            impostor ? "failure" : finding == Adjudication.Decision.GENUINE ? "success" : "unknown")
        .in("authentication", "info")
        .about(judged.subjectKey(), judged.sessionKey())
        .by(judged.reviewer(), finding == null ? null : finding.name())
        .with("about", judged.event())
        .with("status", judged.status().text())
        .with("effects", String.join(",", judged.effects()));
  }

  @Override
  public SiemDraft factorRefused(AuditRecord.FactorRefused refused) {
    return new SiemDraft(
            refused,
            refused.enforced() ? "FACTOR_REFUSED" : "WOULD_REFUSE_FACTOR",
            "a sign-in factor failed too often")
        .graded(MEDIUM, refused.enforced() ? "failure" : "unknown")
        .in("authentication", refused.enforced() ? "denied" : "info")
        .about(refused.subjectKey(), null)
        .with("factor", refused.factor())
        .with("failures", refused.failures())
        .with("until", refused.until());
  }

  @Override
  public SiemDraft erased(AuditRecord.Erased erased) {
    return new SiemDraft(erased, "ERASED", "templates of a subject were erased")
        .graded(MEDIUM, "success")
        .in("iam", "deletion")
        .about(erased.subjectKey(), null)
        .by(null, erased.reason())
        .with("templates", erased.templates());
  }

  @Override
  public SiemDraft consentChanged(AuditRecord.ConsentChanged consent) {
    return (consent.given()
            ? new SiemDraft(consent, "CONSENT_GIVEN", "a subject gave consent to be observed")
            : new SiemDraft(
                consent, "CONSENT_WITHDRAWN", "a subject withdrew consent to be observed"))
        .in("iam", "change")
        .about(consent.subjectKey(), null);
  }

  @Override
  public SiemDraft started(AuditRecord.Started started) {
    return new SiemDraft(started, "STARTED", "monitoring started")
        .in("configuration", "start")
        .by(started.actor(), started.reason())
        .with("mode", started.mode().name());
  }

  @Override
  public SiemDraft policyApplied(AuditRecord.PolicyApplied applied) {
    return new SiemDraft(applied, "POLICY", "a policy applies")
        .in("configuration", "change")
        .with("policy", applied.version());
  }

  @Override
  public SiemDraft modelActivated(AuditRecord.ModelActivated model) {
    return new SiemDraft(
            model, "MODEL_" + model.action(), "decisions are made by another version of models")
        .graded(model.overridden().isEmpty() ? LOW : MEDIUM, "success")
        .in("configuration", "change")
        .by(model.actor(), model.reason())
        .with("model", model.version())
        .with("overridden", String.join("; ", model.overridden()));
  }

  @Override
  public SiemDraft drifted(AuditRecord.Drifted drift) {
    return new SiemDraft(
            drift, "DRIFT_" + drift.to(), "a feature is distributed otherwise than it was")
        .graded(drift.to().equals("DRIFTED") ? MEDIUM : LOW, "success")
        .about(drift.subjectKey(), null)
        .with("source", drift.source())
        .with("feature", drift.feature());
  }

  @Override
  public SiemDraft anchored(AuditRecord.Anchored anchor) {
    return new SiemDraft(anchor, "ANCHOR", "the audit was anchored");
  }

  @Override
  public SiemDraft chained(AuditRecord.Chained chained) {
    return visit(chained.record());
  }
}
