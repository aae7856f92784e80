package dev.demeanor.siem;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is told of a record, before it is written in one form or the other.
 *
 * @param id id of the record
 * @param atMillis when, milliseconds since 1970
 * @param name what happened, in capitals
 * @param text what happened, in words
 * @param severity 0 to 10, as CEF counts
 * @param outcome {@code success}, {@code failure} or {@code unknown}, as ECS says: of the person's
 *     access
 * @param category ECS category
 * @param type ECS type
 * @param subject keyed hash of the subject, or empty
 * @param session keyed hash of the session, or empty
 * @param actor operator, or empty
 * @param reason why, or empty
 * @param details further fields, by name
 */
record SiemEvent(
    String id,
    long atMillis,
    String name,
    String text,
    int severity,
    String outcome,
    String category,
    String type,
    String subject,
    String session,
    String actor,
    String reason,
    Map<String, String> details) {

  static final int LOW = 1;
  static final int MEDIUM = 5;
  static final int HIGH = 8;

  static SiemEvent of(AuditRecord record) {
    Map<String, String> details = new LinkedHashMap<>();
    if (record instanceof AuditRecord.Chained chained) {
      return of(chained.record());
    } else if (record instanceof AuditRecord.Decided decided) {
      return decided(decided, details);
    } else if (record instanceof AuditRecord.Repeated repeated) {
      details.put("count", Long.toString(repeated.count()));
      details.put("until", repeated.until().toString());
      return new SiemEvent(
          record.id(),
          record.at().toEpochMilli(),
          "DECISION_ALLOW",
          "identity was assessed by behaviour, with nothing new",
          LOW,
          "success",
          "authentication",
          "allowed",
          repeated.subjectKey(),
          repeated.sessionKey(),
          "",
          "",
          details);
    } else if (record instanceof AuditRecord.Blocked blocked) {
      details.put("target", blocked.targetKey());
      details.put("kind", blocked.block().target().kind().name());
      details.put("until", blocked.block().expiresAt().toString());
      return event(
          record,
          blocked.enforced() ? "BLOCKED" : "WOULD_BLOCK",
          blocked.enforced() ? "access was blocked" : "access would have been blocked",
          blocked.enforced() ? HIGH : MEDIUM,
          blocked.enforced() ? "failure" : "unknown",
          "session",
          blocked.enforced() ? "denied" : "info",
          "",
          blocked.block().actor(),
          blocked.block().reason(),
          details);
    } else if (record instanceof AuditRecord.Unblocked lifted) {
      details.put("target", lifted.targetKey());
      details.put("kind", lifted.block().target().kind().name());
      return event(
          record,
          "UNBLOCKED",
          "a block was lifted",
          MEDIUM,
          "success",
          "session",
          "allowed",
          "",
          lifted.actor(),
          lifted.justification(),
          details);
    } else if (record instanceof AuditRecord.Extended
        || record instanceof AuditRecord.Expired
        || record instanceof AuditRecord.Adjudicated
        || record instanceof AuditRecord.FactorRefused) {
      return SiemBlockEvent.of(record, details);
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      boolean failed =
          feedback.outcome().equals("IMPOSTOR") || feedback.outcome().equals("CHALLENGE_FAILED");
      return new SiemEvent(
          record.id(),
          record.at().toEpochMilli(),
          "FEEDBACK",
          "it was said who a session was",
          failed ? HIGH : LOW,
          failed ? "failure" : "success",
          "authentication",
          "info",
          feedback.subjectKey(),
          feedback.sessionKey(),
          "",
          feedback.outcome(),
          details);
    } else if (record instanceof AuditRecord.Erased erased) {
      details.put("templates", Integer.toString(erased.templates()));
      return event(
          record,
          "ERASED",
          "templates of a subject were erased",
          MEDIUM,
          "success",
          "iam",
          "deletion",
          erased.subjectKey(),
          "",
          erased.reason(),
          details);
    } else if (record instanceof AuditRecord.ConsentChanged consent) {
      return event(
          record,
          consent.given() ? "CONSENT_GIVEN" : "CONSENT_WITHDRAWN",
          consent.given()
              ? "a subject gave consent to be observed"
              : "a subject withdrew consent to be observed",
          LOW,
          "success",
          "iam",
          "change",
          consent.subjectKey(),
          "",
          "",
          details);
    } else if (record instanceof AuditRecord.Started started) {
      details.put("mode", started.mode().name());
      String actor = started.actor();
      String reason = started.reason();
      return event(
          record,
          "STARTED",
          "monitoring started",
          LOW,
          "success",
          "configuration",
          "start",
          "",
          actor == null ? "" : actor,
          reason == null ? "" : reason,
          details);
    } else if (record instanceof AuditRecord.ModelActivated model) {
      details.put("model", model.version());
      details.put("overridden", String.join("; ", model.overridden()));
      return event(
          record,
          "MODEL_" + model.action(),
          "decisions are made by another version of models",
          model.overridden().isEmpty() ? LOW : MEDIUM,
          "success",
          "configuration",
          "change",
          "",
          model.actor(),
          model.reason(),
          details);
    } else if (record instanceof AuditRecord.Drifted drift) {
      details.put("source", drift.source());
      details.put("feature", drift.feature());
      String subject = drift.subjectKey();
      return event(
          record,
          "DRIFT_" + drift.to(),
          "a feature is distributed otherwise than it was",
          drift.to().equals("DRIFTED") ? MEDIUM : LOW,
          "success",
          "configuration",
          "info",
          subject == null ? "" : subject,
          "",
          "",
          details);
    } else if (record instanceof AuditRecord.PolicyApplied applied) {
      details.put("policy", applied.version());
      return event(
          record,
          "POLICY",
          "a policy applies",
          LOW,
          "success",
          "configuration",
          "change",
          "",
          "",
          "",
          details);
    }
    return event(
        record,
        "ANCHOR",
        "the audit was anchored",
        LOW,
        "success",
        "configuration",
        "info",
        "",
        "",
        "",
        details);
  }

  private static SiemEvent decided(AuditRecord.Decided decided, Map<String, String> details) {
    Decision decision = decided.decision();
    Verdict computed = decision.computedVerdict();
    details.put("verdict", decision.verdict().name());
    details.put("computed", computed.name());
    details.put("mode", decision.mode().name());
    details.put("trust", Double.toString(decision.trust()));
    details.put("confidence", Double.toString(decision.confidence()));
    details.put("segment", decided.segment());
    details.put("policy", decided.policyVersion());
    String correlation = decided.correlationId();
    if (correlation != null) {
      details.put("correlation", correlation);
    }
    String route = decided.route();
    if (route != null) {
      details.put("route", route);
    }
    details.put("consequence", decision.consequence().name());
    StringBuilder reasons = new StringBuilder();
    decision.reasons().forEach(code -> reasons.append(reasons.isEmpty() ? "" : ",").append(code));
    return new SiemEvent(
        decided.id(),
        decided.at().toEpochMilli(),
        "DECISION_" + computed,
        "identity was assessed by behaviour",
        computed == Verdict.ALLOW ? LOW : computed == Verdict.CHALLENGE ? MEDIUM : HIGH,
        decision.verdict() == Verdict.ALLOW ? "success" : "failure",
        "authentication",
        decision.verdict() == Verdict.ALLOW ? "allowed" : "denied",
        decided.subjectKey(),
        decision.sessionKey(),
        "",
        reasons.toString(),
        details);
  }

  private static SiemEvent event(
      AuditRecord record,
      String name,
      String text,
      int severity,
      String outcome,
      String category,
      String type,
      String subject,
      String actor,
      String reason,
      Map<String, String> details) {
    return new SiemEvent(
        record.id(),
        record.at().toEpochMilli(),
        name,
        text,
        severity,
        outcome,
        category,
        type,
        subject,
        "",
        actor,
        reason,
        details);
  }
}
