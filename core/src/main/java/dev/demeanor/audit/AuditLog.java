package dev.demeanor.audit;

import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.Timings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes a structured log record (SLF4J key-value pairs) for each decision and other record, to the
 * logger {@code dev.demeanor.audit}: {@code event}, {@code session_id} and {@code username} as
 * keyed hashes, and what the event is about. Plain ALLOWs are DEBUG, everything else INFO.
 * Thread-safe.
 */
public final class AuditLog implements DecisionListener {

  private final Logger log;

  /** Makes a listener that logs. */
  public AuditLog() {
    this(LoggerFactory.getLogger("dev.demeanor.audit"));
  }

  AuditLog(Logger log) {
    this.log = log;
  }

  @Override
  public void onDecision(AuditRecord.Decided decided, Timings timings) {
    var decision = decided.decision();
    boolean plain = decision.computedVerdict() == Verdict.ALLOW;
    Level level = plain ? Level.DEBUG : Level.INFO;
    if (!log.isEnabledForLevel(level)) {
      return;
    }
    log.atLevel(level)
        .addKeyValue("event", "DECISION")
        .addKeyValue("id", decided.id())
        .addKeyValue("session_id", decision.sessionKey())
        .addKeyValue("username", decided.subjectKey())
        .addKeyValue("correlation_id", decided.correlationId())
        .addKeyValue("route", decided.route())
        .addKeyValue("verdict", decision.verdict())
        .addKeyValue("computed", decision.computedVerdict())
        .addKeyValue("consequence", decision.consequence())
        .addKeyValue("trust", decision.trust())
        .addKeyValue("reasons", decision.reasons())
        .addKeyValue("micros", timings.totalNanos() / 1000)
        .log("decision");
  }

  @Override
  public void onRecord(AuditRecord record) {
    var entry = log.atInfo().addKeyValue("id", record.id());
    if (record instanceof AuditRecord.Blocked blocked) {
      entry =
          entry
              .addKeyValue("event", blocked.enforced() ? "BLOCKED" : "WOULD_BLOCK")
              .addKeyValue("target", blocked.targetKey())
              .addKeyValue("actor", blocked.block().actor())
              .addKeyValue("until", blocked.block().expiresAt());
    } else if (record instanceof AuditRecord.Unblocked lifted) {
      entry =
          entry
              .addKeyValue("event", "UNBLOCKED")
              .addKeyValue("target", lifted.targetKey())
              .addKeyValue("actor", lifted.actor());
    } else if (record instanceof AuditRecord.Extended extended) {
      entry =
          entry
              .addKeyValue("event", "EXTENDED")
              .addKeyValue("target", extended.targetKey())
              .addKeyValue("actor", extended.actor())
              .addKeyValue("until", extended.block().expiresAt());
    } else if (record instanceof AuditRecord.Expired expired) {
      entry = entry.addKeyValue("event", "EXPIRED").addKeyValue("target", expired.targetKey());
    } else if (record instanceof AuditRecord.Adjudicated judged) {
      entry =
          entry
              .addKeyValue("event", "ADJUDICATED")
              .addKeyValue("session_id", judged.sessionKey())
              .addKeyValue("username", judged.subjectKey())
              .addKeyValue("about", judged.event())
              .addKeyValue("status", judged.status().text())
              .addKeyValue("finding", judged.finding())
              .addKeyValue("actor", judged.reviewer())
              .addKeyValue("effects", judged.effects());
    } else if (record instanceof AuditRecord.FactorRefused refused) {
      entry =
          entry
              .addKeyValue("event", refused.enforced() ? "FACTOR_REFUSED" : "WOULD_REFUSE_FACTOR")
              .addKeyValue("username", refused.subjectKey())
              .addKeyValue("factor", refused.factor())
              .addKeyValue("failures", refused.failures())
              .addKeyValue("until", refused.until());
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      entry =
          entry
              .addKeyValue("event", "FEEDBACK")
              .addKeyValue("session_id", feedback.sessionKey())
              .addKeyValue("username", feedback.subjectKey())
              .addKeyValue("outcome", feedback.outcome());
    } else if (record instanceof AuditRecord.Erased erased) {
      entry =
          entry
              .addKeyValue("event", "ERASED")
              .addKeyValue("username", erased.subjectKey())
              .addKeyValue("templates", erased.templates());
    } else if (record instanceof AuditRecord.ConsentChanged consent) {
      entry =
          entry
              .addKeyValue("event", consent.given() ? "CONSENT_GIVEN" : "CONSENT_WITHDRAWN")
              .addKeyValue("username", consent.subjectKey());
    } else if (record instanceof AuditRecord.Started started) {
      entry = entry.addKeyValue("event", "STARTED").addKeyValue("mode", started.mode());
    } else if (record instanceof AuditRecord.ModelActivated model) {
      entry =
          entry
              .addKeyValue("event", "MODEL_" + model.action())
              .addKeyValue("model", model.version())
              .addKeyValue("actor", model.actor());
    } else if (record instanceof AuditRecord.Drifted drift) {
      entry =
          entry
              .addKeyValue("event", "DRIFT_" + drift.to())
              .addKeyValue("username", drift.subjectKey())
              .addKeyValue("source", drift.source())
              .addKeyValue("feature", drift.feature());
    } else if (record instanceof AuditRecord.PolicyApplied applied) {
      entry = entry.addKeyValue("event", "POLICY").addKeyValue("policy", applied.version());
    }
    entry.log("audit");
  }
}
