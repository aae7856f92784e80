package dev.demeanor.live;

import dev.demeanor.Erasure;
import dev.demeanor.Health;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a subject in every store and puts it on record. An erasure is noted before it begins and
 * until its record is durable: what a store refuses, and what a crash or the audit kept from coming
 * to its end, is asked for again until it is done, after a restart, too, where the template store
 * answers. Thread-safe.
 */
final class Erasures {

  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

  /** Reason in the record of an erasure that came to its end later than it was asked for. */
  private static final String COMPLETED = "ERASURE_COMPLETED";

  private final Map<String, ToIntFunction<SubjectId>> stores = new LinkedHashMap<>();
  private final Learning learning;
  private final Pseudonyms pseudonyms;
  private final AuditTrail audit;
  private final Clock clock;
  private final PendingErasures pending;

  Erasures(
      TemplateAccess templates,
      SampleKeeper samples,
      SecurityEvents events,
      DriftFollowing drift,
      Pseudonyms pseudonyms,
      Learning learning,
      AuditTrail audit,
      Clock clock) {
    this.learning = learning;
    this.pseudonyms = pseudonyms;
    this.audit = audit;
    this.clock = clock;
    this.pending = new PendingErasures(templates);
    stores.put("templates", templates::erase);
    stores.put("samples", samples::erase);
    stores.put("securityEvents", subject -> events.erase(subject.tenant(), key(subject)));
    stores.put("drift", subject -> drift.forget(subject, key(subject)));
  }

  private String key(SubjectId subject) {
    return pseudonyms.of("subject", subject.tenant(), subject.account());
  }

  /**
   * Erases a subject.
   *
   * @throws StoreException if it cannot be recorded; it is repeated then, until it is on record
   */
  Erasure erase(SubjectId subject, String reason) {
    pending.remember(subject);
    Erasure erased = eraseNow(subject);
    record(subject, erased, reason);
    finish(subject, erased);
    return erased;
  }

  private Erasure eraseNow(SubjectId subject) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    stores.forEach(
        (name, store) -> {
          try {
            counts.put(name, store.applyAsInt(subject));
          } catch (StoreException e) {
            failed.add(name);
            LOG.warn("{} could not be erased; they are asked again: {}", name, e.getMessage());
          }
        });
    return new Erasure(
        counts.getOrDefault("templates", 0),
        counts.getOrDefault("samples", 0),
        counts.getOrDefault("securityEvents", 0),
        failed);
  }

  private void record(SubjectId subject, Erasure erased, String reason) {
    AuditRecord record =
        new AuditRecord.Erased(
            "erased-" + UUID.randomUUID(),
            clock.instant(),
            key(subject),
            erased.templates(),
            reason,
            subject.tenant());
    audit.appendNow(List.of(record));
    audit.tell(record);
  }

  private void finish(SubjectId subject, Erasure erased) {
    if (erased.pending().isEmpty()) {
      pending.done(subject);
    }
    learning.eraseAgain(subject, () -> pending.remember(subject));
  }

  /** Erases again what did not come to its end. */
  void again() {
    Set<SubjectId> subjects = new LinkedHashSet<>(pending.subjects());
    subjects.forEach(this::eraseAgain);
  }

  private void eraseAgain(SubjectId subject) {
    Erasure erased = eraseNow(subject);
    if (!erased.pending().isEmpty()) {
      return;
    }
    try {
      record(subject, erased, COMPLETED);
      finish(subject, erased);
    } catch (StoreException e) {
      LOG.warn("an erasure is repeated, since it is not on record yet: {}", e.getMessage());
    }
  }

  /** Returns a state while subjects are still to be erased, as far as this node knows. */
  Optional<Health.State> health() {
    int waiting = pending.waiting();
    return waiting == 0
        ? Optional.empty()
        : Optional.of(
            new Health.State(
                Health.Status.DEGRADED, waiting + " erasures are not complete; they are repeated"));
  }
}
