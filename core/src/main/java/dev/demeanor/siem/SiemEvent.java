package dev.demeanor.siem;

import dev.demeanor.spi.audit.AuditRecord;
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

  private static final SiemEvents EVENTS = new SiemEvents();

  static SiemEvent of(AuditRecord record) {
    return EVENTS.visit(record).event();
  }
}
