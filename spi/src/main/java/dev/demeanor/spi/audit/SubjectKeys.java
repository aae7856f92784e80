package dev.demeanor.spi.audit;

import org.jspecify.annotations.Nullable;

/** Whose records are. Stateless. */
public final class SubjectKeys {

  private SubjectKeys() {}

  /**
   * Returns the keyed hash of the subject that a record is about, or null when it is about none.
   */
  public static @Nullable String of(AuditRecord record) {
    if (record instanceof AuditRecord.Chained chained) {
      return of(chained.record());
    } else if (record instanceof AuditRecord.Decided decided) {
      return decided.subjectKey();
    } else if (record instanceof AuditRecord.Repeated repeated) {
      return repeated.subjectKey();
    } else if (record instanceof AuditRecord.Adjudicated judged) {
      return judged.subjectKey();
    } else if (record instanceof AuditRecord.FactorRefused refused) {
      return refused.subjectKey();
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      return feedback.subjectKey();
    } else if (record instanceof AuditRecord.Erased erased) {
      return erased.subjectKey();
    } else if (record instanceof AuditRecord.Drifted drift) {
      return drift.subjectKey();
    }
    return record instanceof AuditRecord.ConsentChanged consent ? consent.subjectKey() : null;
  }
}
