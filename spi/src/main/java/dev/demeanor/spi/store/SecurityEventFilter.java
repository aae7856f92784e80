package dev.demeanor.spi.store;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one tenant are wanted; what is null does not matter. Immutable.
 *
 * @param tenant the tenant, always given
 * @param subjectKey keyed hash of the subject, or null
 * @param kind what happened, or null
 * @param status state of judgement, or null
 * @param from no earlier than this, or null
 * @param until earlier than this, or null
 */
public record SecurityEventFilter(
    String tenant,
    @Nullable String subjectKey,
    @Nullable String kind,
    Adjudication.@Nullable Status status,
    @Nullable Instant from,
    @Nullable Instant until) {

  /**
   * Checks that there is a tenant. Spelled out since javac loses the annotation of a nested type
   * otherwise.
   */
  public SecurityEventFilter(
      String tenant,
      @Nullable String subjectKey,
      @Nullable String kind,
      Adjudication.@Nullable Status status,
      @Nullable Instant from,
      @Nullable Instant until) {
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.subjectKey = subjectKey;
    this.kind = kind;
    this.status = status;
    this.from = from;
    this.until = until;
  }

  /** Returns a filter that lets every event of the tenant through. */
  public static SecurityEventFilter of(String tenant) {
    return new SecurityEventFilter(tenant, null, null, null, null, null);
  }

  /** Returns a copy that wants one subject. */
  public SecurityEventFilter withSubjectKey(String wanted) {
    return new SecurityEventFilter(tenant, wanted, kind, status, from, until);
  }

  /** Returns a copy that wants one kind. */
  public SecurityEventFilter withKind(String wanted) {
    return new SecurityEventFilter(tenant, subjectKey, wanted, status, from, until);
  }

  /** Returns a copy that wants one state of judgement. */
  public SecurityEventFilter withStatus(Adjudication.Status wanted) {
    return new SecurityEventFilter(tenant, subjectKey, kind, wanted, from, until);
  }

  /** Returns a copy that wants a time from the first instant on and before the second. */
  public SecurityEventFilter between(Instant first, Instant before) {
    return new SecurityEventFilter(tenant, subjectKey, kind, status, first, before);
  }

  /** Returns whether an event is wanted. */
  public boolean matches(SecurityEvent event) {
    return tenant.equals(event.tenant())
        && (subjectKey == null || subjectKey.equals(event.subjectKey()))
        && (kind == null || kind.equals(event.kind()))
        && (status == null || status == event.adjudication().status())
        && (from == null || !event.at().isBefore(from))
        && (until == null || event.at().isBefore(until));
  }

  /** Shows no subject. */
  @Override
  public String toString() {
    return "SecurityEventFilter[" + kind + ", " + status + ", " + from + ", " + until + "]";
  }
}
