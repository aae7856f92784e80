package dev.demeanor.siem;

import dev.demeanor.spi.audit.AuditRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SiemEvent} in the making. What is not said: of little weight, a success, information
 * about the configuration, of nobody in particular. Not thread-safe.
 */
final class SiemDraft {

  private final AuditRecord record;
  private final String name;
  private final String text;
  private final Map<String, String> details = new LinkedHashMap<>();
  private int severity = SiemEvent.LOW;
  private String outcome = "success";
  private String category = "configuration";
  private String type = "info";
  private String subject = "";
  private String session = "";
  private String actor = "";
  private String reason = "";

  SiemDraft(AuditRecord record, String name, String text) {
    this.record = record;
    this.name = name;
    this.text = text;
  }

  SiemDraft graded(int newSeverity, String newOutcome) {
    severity = newSeverity;
    outcome = newOutcome;
    return this;
  }

  SiemDraft in(String newCategory, String newType) {
    category = newCategory;
    type = newType;
    return this;
  }

  SiemDraft about(@Nullable String newSubject, @Nullable String newSession) {
    subject = newSubject == null ? "" : newSubject;
    session = newSession == null ? "" : newSession;
    return this;
  }

  SiemDraft by(@Nullable String newActor, @Nullable String newReason) {
    actor = newActor == null ? "" : newActor;
    reason = newReason == null ? "" : newReason;
    return this;
  }

  /** Adds a field; none where there is no value. */
  SiemDraft with(String field, @Nullable Object value) {
    if (value != null) {
      details.put(field, value.toString());
    }
    return this;
  }

  SiemEvent event() {
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
