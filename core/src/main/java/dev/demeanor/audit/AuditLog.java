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
    new AuditLogEntry(log.atInfo().addKeyValue("id", record.id())).visit(record).log("audit");
  }
}
