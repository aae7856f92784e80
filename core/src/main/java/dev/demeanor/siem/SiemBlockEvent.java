package dev.demeanor.siem;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import java.util.Map;

/** What is told of the later life of a block, of judgements, and of sign-in factors. Stateless. */
final class SiemBlockEvent {

  private SiemBlockEvent() {}

  static SiemEvent of(AuditRecord record, Map<String, String> details) {
    if (record instanceof AuditRecord.Extended extended) {
      details.put("target", extended.targetKey());
      details.put("kind", extended.block().target().kind().name());
      details.put("until", extended.block().expiresAt().toString());
      return event(
          record,
          "EXTENDED",
          "a block lasts longer",
          SiemEvent.MEDIUM,
          "failure",
          "session",
          "denied",
          "",
          "",
          extended.actor(),
          extended.reason(),
          details);
    } else if (record instanceof AuditRecord.Expired expired) {
      details.put("target", expired.targetKey());
      details.put("kind", expired.block().target().kind().name());
      return event(
          record,
          "EXPIRED",
          "a block ended",
          SiemEvent.LOW,
          "success",
          "session",
          "allowed",
          "",
          "",
          "",
          "",
          details);
    } else if (record instanceof AuditRecord.Adjudicated judged) {
      return judged(judged, details);
    }
    return refused((AuditRecord.FactorRefused) record, details);
  }

  private static SiemEvent judged(AuditRecord.Adjudicated judged, Map<String, String> details) {
    details.put("about", judged.event());
    details.put("status", judged.status().text());
    details.put("effects", String.join(",", judged.effects()));
    Adjudication.Decision finding = judged.finding();
    boolean impostor = finding == Adjudication.Decision.IMPOSTOR;
    String session = judged.sessionKey();
    String reviewer = judged.reviewer();
    return event(
        judged,
        "ADJUDICATED",
        "a security event was judged",
        impostor ? SiemEvent.HIGH : SiemEvent.LOW,
        impostor ? "failure" : finding == Adjudication.Decision.GENUINE ? "success" : "unknown",
        "authentication",
        "info",
        judged.subjectKey(),
        session == null ? "" : session,
        reviewer == null ? "" : reviewer,
        finding == null ? "" : finding.name(),
        details);
  }

  private static SiemEvent refused(AuditRecord.FactorRefused refused, Map<String, String> details) {
    details.put("factor", refused.factor());
    details.put("failures", Integer.toString(refused.failures()));
    details.put("until", refused.until().toString());
    return event(
        refused,
        refused.enforced() ? "FACTOR_REFUSED" : "WOULD_REFUSE_FACTOR",
        "a sign-in factor failed too often",
        SiemEvent.MEDIUM,
        refused.enforced() ? "failure" : "unknown",
        "authentication",
        refused.enforced() ? "denied" : "info",
        refused.subjectKey(),
        "",
        "",
        "",
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
      String session,
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
        session,
        actor,
        reason,
        details);
  }
}
