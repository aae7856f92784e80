package dev.demeanor.store.jdbc;

import dev.demeanor.decision.Decision;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.SubjectKeys;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside an audit record in columns, so that it can be looked for. All of it is said by
 * the record itself, except the tenant of one that names none. Stateless.
 */
final class RecordColumns {

  /** The columns of {@link #head} and {@link #decision}, in their order. */
  static final List<String> NAMES =
      List.of(
          "id",
          "tenant",
          "kind",
          "at_micros",
          "subject_key",
          "session_key",
          "correlation_id",
          "segment",
          "verdict",
          "computed",
          "trust");

  /** More than any database loses of a number between 0 and 1. */
  private static final double ROUNDING = 1e-12;

  private RecordColumns() {}

  /** Returns id, tenant, kind, time, subject and session of a record. */
  static @Nullable Object[] head(AuditRecord record, String tenantOtherwise) {
    String tenant = record.tenant();
    return new @Nullable Object[] {
      Column.text("record id", record.id(), Column.RECORD_ID),
      tenant == null ? tenantOtherwise : Column.text("tenant", tenant, Column.NAME),
      RecordCodec.kind(record),
      Micros.floor(record.at()),
      Column.optionalText("subjectKey", SubjectKeys.of(record), Column.NAME),
      Column.optionalText("sessionKey", session(record), Column.NAME)
    };
  }

  private static @Nullable String session(AuditRecord record) {
    if (record instanceof AuditRecord.Decided decided) {
      return decided.decision().sessionKey();
    } else if (record instanceof AuditRecord.Repeated repeated) {
      return repeated.sessionKey();
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      return feedback.sessionKey();
    }
    return record instanceof AuditRecord.Adjudicated judged ? judged.sessionKey() : null;
  }

  /** Returns correlation id, segment, verdicts and trust of a decision; nothing for others. */
  static @Nullable Object[] decision(AuditRecord record) {
    if (!(record instanceof AuditRecord.Decided decided)) {
      return new @Nullable Object[5];
    }
    Decision decision = decided.decision();
    return new @Nullable Object[] {
      Column.optionalText("correlationId", decided.correlationId(), Column.NAME),
      Column.text("segment", decided.segment(), Column.NAME),
      decision.verdict().name(),
      decision.computedVerdict().name(),
      decision.trust()
    };
  }

  /**
   * Returns the first column that does not say what its record says, or null.
   *
   * @param stored the columns as they are stored; the tenant of a record that names none may be any
   */
  static @Nullable String firstDifference(AuditRecord record, @Nullable Object[] stored) {
    String anyTenant = String.valueOf(stored[1]);
    @Nullable Object[] said = Keys.join(head(record, anyTenant), decision(record));
    for (int i = 0; i < said.length; i++) {
      if (!isSame(said[i], stored[i])) {
        return NAMES.get(i);
      }
    }
    return null;
  }

  private static boolean isSame(@Nullable Object said, @Nullable Object stored) {
    return said instanceof Double number
        ? stored instanceof Double other && Math.abs(number - other) <= ROUNDING
        : Objects.equals(said, stored);
  }
}
