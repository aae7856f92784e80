package dev.demeanor.live;

import dev.demeanor.Erasure;
import dev.demeanor.Privacy;
import dev.demeanor.enrolment.PrivacyNotes;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Export, erasure and consent of a {@link LiveMonitor}. Thread-safe. */
final class LivePrivacy implements Privacy {

  private final TemplateAccess templates;
  private final Erasures erasures;
  private final Sessions sessions;
  private final AuditTrail audit;
  private final Pseudonyms pseudonyms;
  private final Clock clock;
  private final SubjectExport export;

  LivePrivacy(
      TemplateAccess templates,
      Erasures erasures,
      SubjectExport export,
      Sessions sessions,
      AuditTrail audit,
      Pseudonyms pseudonyms,
      Clock clock) {
    this.templates = templates;
    this.erasures = erasures;
    this.sessions = sessions;
    this.audit = audit;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
    this.export = export;
  }

  @Override
  public void export(SubjectId subject, OutputStream out) throws IOException {
    export.write(subject, key(subject), hasConsent(subject), out);
  }

  @Override
  public Erasure erase(SubjectId subject, String reason) {
    sessions.of(subject).forEach(session -> session.forgetPresence = true);
    return erasures.erase(subject, reason);
  }

  @Override
  public void withdrawConsent(SubjectId subject) {
    TemplateKey consent = PrivacyNotes.withdrawal(subject);
    sessions.of(subject).forEach(session -> session.consentChanged(true));
    templates.withdraw(consent, clock.instant());
    sessions.of(subject).forEach(session -> session.consentChanged(true)); // opened meanwhile
    recordConsent(subject, false);
  }

  @Override
  public void giveConsent(SubjectId subject) {
    boolean changed = templates.remove(PrivacyNotes.withdrawal(subject));
    sessions.of(subject).forEach(session -> session.consentChanged(false));
    if (changed) {
      recordConsent(subject, true);
    }
  }

  @Override
  public boolean hasConsent(SubjectId subject) {
    return templates.stored(PrivacyNotes.withdrawal(subject)).isEmpty();
  }

  private void recordConsent(SubjectId subject, boolean given) {
    record(
        new AuditRecord.ConsentChanged(
            "consent-" + UUID.randomUUID(), clock.instant(), key(subject), given));
  }

  private void record(AuditRecord record) {
    audit.appendNow(List.of(record));
    audit.tell(record);
  }

  private String key(SubjectId subject) {
    return pseudonyms.of("subject", subject.tenant(), subject.account());
  }
}
