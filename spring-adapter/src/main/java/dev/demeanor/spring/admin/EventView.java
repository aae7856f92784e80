package dev.demeanor.spring.admin;

import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.SecurityEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A security event as operators see it.
 *
 * @param id its id
 * @param kind what happened
 * @param at when
 * @param subject keyed hash of the subject
 * @param session keyed hash of the session, or null
 * @param record id of the audit record that tells more, or null
 * @param status state of judgement
 * @param decision what was found, or null
 * @param reviewer who reviews, or null
 * @param notes why, or null
 * @param version to be named when judging
 */
record EventView(
    String id,
    String kind,
    Instant at,
    String subject,
    @Nullable String session,
    @Nullable String record,
    Adjudication.Status status,
    Adjudication.@Nullable Decision decision,
    @Nullable String reviewer,
    @Nullable String notes,
    long version) {

  static EventView of(SecurityEvent event) {
    Adjudication judgement = event.adjudication();
    return new EventView(
        event.id(),
        event.kind(),
        event.at(),
        event.subjectKey(),
        event.sessionKey(),
        event.recordId(),
        judgement.status(),
        judgement.decision(),
        judgement.reviewerId(),
        judgement.reviewerNotes(),
        event.version());
  }
}
