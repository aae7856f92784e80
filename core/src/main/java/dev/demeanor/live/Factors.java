package dev.demeanor.live;

import dev.demeanor.Exemptions;
import dev.demeanor.FactorAccess;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SecurityEventKind;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Mode;
import dev.demeanor.policy.FactorCount;
import dev.demeanor.policy.FactorPolicy;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Failures of sign-in factors, for each account and factor apart; names that differ in the case of
 * letters or in blanks around them count as one account: whoever guesses would try them all. All is
 * counted under one lock, so that no failure is lost or counted twice; nothing is called under it.
 * When there are too many, what nothing happened to for longest makes room. A refusal is a limit,
 * not a block: it holds at once, and its record follows. Thread-safe.
 */
final class Factors {

  private static final int MAX_NAME = 64;

  /** What is counted together; at most sign-ins the case of letters makes no other account. */
  private record Key(String tenant, String account, String factor) {}

  private final FactorPolicy policy;
  private final boolean enforced;
  private final Exemptions exemptions;
  private final AuditTrail audit;
  private final SecurityEvents events;
  private final Pseudonyms pseudonyms;
  private final Clock clock;
  private final Map<Key, FactorCount> counts;

  /** Refusals, would-be ones included. */
  final LongAdder refusals = new LongAdder();

  Factors(
      MonitorConfig config,
      Exemptions exemptions,
      AuditTrail audit,
      SecurityEvents events,
      Pseudonyms pseudonyms,
      Clock clock) {
    this.policy = config.factors();
    this.enforced = config.mode() == Mode.ENFORCE;
    this.exemptions = exemptions;
    this.audit = audit;
    this.events = events;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
    this.counts = LeastRecent.map(config.limits().counted());
  }

  FactorAccess check(SubjectId subject, String factor) {
    Key key = key(subject, factor);
    FactorAccess access;
    synchronized (counts) {
      FactorCount count = counts.get(key);
      access = count == null ? FactorAccess.Allowed.INSTANCE : answer(count, clock.millis());
    }
    return effective(access, subject, null, null);
  }

  FactorAccess failed(
      SubjectId subject, String factor, @Nullable String deviceId, @Nullable String address) {
    Key key = key(subject, factor);
    boolean refused;
    FactorAccess access;
    int failures;
    long now;
    synchronized (counts) {
      now = clock.millis();
      FactorCount count = counts.computeIfAbsent(key, unused -> new FactorCount());
      failures = count.failures(policy, now) + 1;
      double chance =
          Chance.of(pseudonyms, subject.tenant(), subject.account() + '\0' + factor + '\0' + now);
      refused = count.fail(policy, now, chance);
      access = answer(count, now);
    }
    FactorAccess effective = effective(access, subject, deviceId, address);
    if (refused && access instanceof FactorAccess.Refused until) {
      tell(subject, factor, failures, now, until.until(), !effective.isAllowed());
    }
    return effective;
  }

  void succeeded(SubjectId subject, String factor) {
    Key key = key(subject, factor);
    synchronized (counts) {
      counts.remove(key);
    }
  }

  private FactorAccess effective(
      FactorAccess access, SubjectId subject, @Nullable String deviceId, @Nullable String address) {
    boolean touches =
        !access.isAllowed()
            && enforced
            && !exemptions.isExempt(subject, deviceId, address, SessionOptions.DEFAULT_SEGMENT);
    return touches ? access : FactorAccess.Allowed.INSTANCE;
  }

  private void tell(
      SubjectId subject, String factor, int failures, long now, Instant until, boolean effective) {
    refusals.increment();
    String tenant = subject.tenant();
    String subjectKey = pseudonyms.of("subject", tenant, subject.account());
    AuditRecord.FactorRefused record =
        new AuditRecord.FactorRefused(
            "factor-" + UUID.randomUUID(),
            Instant.ofEpochMilli(now),
            tenant,
            subjectKey,
            factor,
            failures,
            until,
            effective);
    audit.enqueue(record);
    SecurityEventKind kind =
        effective ? SecurityEventKind.FACTOR_REFUSED : SecurityEventKind.WOULD_REFUSE_FACTOR;
    events.record(
        SecurityEvent.pending(
            record.id(), tenant, kind.name(), record.at(), subjectKey, null, record.id()));
    audit.tell(record);
  }

  private static FactorAccess answer(FactorCount count, long now) {
    return now < count.refusedUntil()
        ? new FactorAccess.Refused(Instant.ofEpochMilli(count.refusedUntil()))
        : FactorAccess.Allowed.INSTANCE;
  }

  private static Key key(SubjectId subject, String factor) {
    if (factor.isBlank() || factor.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "factor must have 1 to "
              + MAX_NAME
              + " characters and not be blank, had "
              + factor.length());
    }
    return new Key(subject.tenant(), subject.account().strip().toLowerCase(Locale.ROOT), factor);
  }
}
