package dev.demeanor.spi.store;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should judge, with the state of that judgement. Subject and session
 * appear only as the keyed hashes that audit records carry. Immutable.
 *
 * @param id unique within the tenant; a store treats recording the same id again as the same event
 * @param tenant the tenant
 * @param kind what happened, a stable code of upper case letters, digits and underscores, for
 *     instance {@code SESSION_BLOCKED}; at most 64 characters
 * @param at when
 * @param subjectKey keyed hash of the subject
 * @param sessionKey keyed hash of the session, or null when it is about no session
 * @param recordId id of the audit record that tells more, or null
 * @param adjudication the state of judgement
 * @param version counts changes of the judgement from 1
 */
public record SecurityEvent(
    String id,
    String tenant,
    String kind,
    Instant at,
    String subjectKey,
    @Nullable String sessionKey,
    @Nullable String recordId,
    Adjudication adjudication,
    long version) {

  private static final Pattern KIND = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
  private static final int MAX_LENGTH = 256;

  /** Where an event stands in the order of {@link SecurityEventStore#page}. */
  public record Position(Instant at, String id) {}

  /** Checks the parts. */
  public SecurityEvent {
    text("id", id);
    text("tenant", tenant);
    if (!KIND.matcher(Objects.requireNonNull(kind, "kind")).matches()) {
      throw new IllegalArgumentException("kind must match " + KIND + ", was \"" + kind + "\"");
    }
    Objects.requireNonNull(at, "at");
    text("subjectKey", subjectKey);
    if (sessionKey != null) {
      text("sessionKey", sessionKey);
    }
    if (recordId != null) {
      text("recordId", recordId);
    }
    Objects.requireNonNull(adjudication, "adjudication");
    if (version < 1) {
      throw new IllegalArgumentException("version must be >= 1, was " + version);
    }
  }

  /** Returns an event that nobody has judged yet. */
  public static SecurityEvent pending(
      String id,
      String tenant,
      String kind,
      Instant at,
      String subjectKey,
      @Nullable String sessionKey,
      @Nullable String recordId) {
    return new SecurityEvent(
        id, tenant, kind, at, subjectKey, sessionKey, recordId, Adjudication.PENDING, 1);
  }

  /** Returns the same event with another judgement, one version on. */
  public SecurityEvent with(Adjudication judgement) {
    return new SecurityEvent(
        id, tenant, kind, at, subjectKey, sessionKey, recordId, judgement, version + 1);
  }

  /** Returns where it stands. */
  public Position position() {
    return new Position(at, id);
  }

  private static void text(String name, String value) {
    Objects.requireNonNull(value, name);
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          name
              + " must have 1 to "
              + MAX_LENGTH
              + " characters and not be blank, had "
              + value.length());
    }
  }

  /** Shows neither subject nor session. */
  @Override
  public String toString() {
    return "SecurityEvent[" + id + ", " + kind + ", " + at + ", " + adjudication + "]";
  }
}
