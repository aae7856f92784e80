package dev.demeanor.audit;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditRecordVisitor;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What the log says of each type of record, beside its id. Decisions are logged where they are
 * told; records that only sinks see have nothing to say. Not thread-safe.
 */
final class AuditLogEntry implements AuditRecordVisitor<LoggingEventBuilder> {

  private final LoggingEventBuilder entry;

  AuditLogEntry(LoggingEventBuilder entry) {
    this.entry = entry;
  }

  @Override
  public LoggingEventBuilder decided(AuditRecord.Decided decided) {
    return entry;
  }

  @Override
  public LoggingEventBuilder repeated(AuditRecord.Repeated repeated) {
    return entry;
  }

  @Override
  public LoggingEventBuilder blocked(AuditRecord.Blocked blocked) {
    return entry
        .addKeyValue("event", blocked.enforced() ? "BLOCKED" : "WOULD_BLOCK")
        .addKeyValue("target", blocked.targetKey())
        .addKeyValue("actor", blocked.block().actor())
        .addKeyValue("until", blocked.block().expiresAt());
  }

  @Override
  public LoggingEventBuilder extended(AuditRecord.Extended extended) {
    return entry
        .addKeyValue("event", "EXTENDED")
        .addKeyValue("target", extended.targetKey())
        .addKeyValue("actor", extended.actor())
        .addKeyValue("until", extended.block().expiresAt());
  }

  @Override
  public LoggingEventBuilder expired(AuditRecord.Expired expired) {
    return entry.addKeyValue("event", "EXPIRED").addKeyValue("target", expired.targetKey());
  }

  @Override
  public LoggingEventBuilder unblocked(AuditRecord.Unblocked lifted) {
    return entry
        .addKeyValue("event", "UNBLOCKED")
        .addKeyValue("target", lifted.targetKey())
        .addKeyValue("actor", lifted.actor());
  }

  @Override
  public LoggingEventBuilder feedbackGiven(AuditRecord.FeedbackGiven feedback) {
    return entry
        .addKeyValue("event", "FEEDBACK")
        .addKeyValue("session_id", feedback.sessionKey())
        .addKeyValue("username", feedback.subjectKey())
        .addKeyValue("outcome", feedback.outcome());
  }

  @Override
  public LoggingEventBuilder adjudicated(AuditRecord.Adjudicated judged) {
    return entry
        .addKeyValue("event", "ADJUDICATED")
        .addKeyValue("session_id", judged.sessionKey())
        .addKeyValue("username", judged.subjectKey())
        .addKeyValue("about", judged.event())
        .addKeyValue("status", judged.status().text())
        .addKeyValue("finding", judged.finding())
        .addKeyValue("actor", judged.reviewer())
        .addKeyValue("effects", judged.effects());
  }

  @Override
  public LoggingEventBuilder factorRefused(AuditRecord.FactorRefused refused) {
    return entry
        .addKeyValue("event", refused.enforced() ? "FACTOR_REFUSED" : "WOULD_REFUSE_FACTOR")
        .addKeyValue("username", refused.subjectKey())
        .addKeyValue("factor", refused.factor())
        .addKeyValue("failures", refused.failures())
        .addKeyValue("until", refused.until());
  }

  @Override
  public LoggingEventBuilder erased(AuditRecord.Erased erased) {
    return entry
        .addKeyValue("event", "ERASED")
        .addKeyValue("username", erased.subjectKey())
        .addKeyValue("templates", erased.templates());
  }

  @Override
  public LoggingEventBuilder consentChanged(AuditRecord.ConsentChanged consent) {
    return entry
        .addKeyValue("event", consent.given() ? "CONSENT_GIVEN" : "CONSENT_WITHDRAWN")
        .addKeyValue("username", consent.subjectKey());
  }

  @Override
  public LoggingEventBuilder started(AuditRecord.Started started) {
    return entry.addKeyValue("event", "STARTED").addKeyValue("mode", started.mode());
  }

  @Override
  public LoggingEventBuilder policyApplied(AuditRecord.PolicyApplied applied) {
    return entry.addKeyValue("event", "POLICY").addKeyValue("policy", applied.version());
  }

  @Override
  public LoggingEventBuilder modelActivated(AuditRecord.ModelActivated model) {
    return entry
        .addKeyValue("event", "MODEL_" + model.action())
        .addKeyValue("model", model.version())
        .addKeyValue("actor", model.actor());
  }

  @Override
  public LoggingEventBuilder drifted(AuditRecord.Drifted drift) {
    return entry
        .addKeyValue("event", "DRIFT_" + drift.to())
        .addKeyValue("username", drift.subjectKey())
        .addKeyValue("source", drift.source())
        .addKeyValue("feature", drift.feature());
  }

  @Override
  public LoggingEventBuilder anchored(AuditRecord.Anchored anchor) {
    return entry;
  }

  @Override
  public LoggingEventBuilder chained(AuditRecord.Chained chained) {
    return entry;
  }
}
