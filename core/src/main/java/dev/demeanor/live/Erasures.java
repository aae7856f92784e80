package dev.demeanor.live;

import dev.demeanor.Erasure;
import dev.demeanor.Health;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.subject.SubjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a subject in every store. What a store refuses is remembered, outlives a restart where the
 * template store answers, and is asked for again until it is done. Thread-safe.
 */
final class Erasures {

  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

  private final Map<String, ToIntFunction<SubjectId>> stores = new LinkedHashMap<>();
  private final Learning learning;
  private final PendingErasures pending;

  Erasures(
      TemplateAccess templates,
      SampleKeeper samples,
      SecurityEvents events,
      DriftFollowing drift,
      Pseudonyms pseudonyms,
      Learning learning) {
    this.learning = learning;
    this.pending = new PendingErasures(templates);
    stores.put("templates", templates::erase);
    stores.put("samples", samples::erase);
    stores.put(
        "securityEvents",
        subject ->
            events.erase(
                subject.tenant(), pseudonyms.of("subject", subject.tenant(), subject.account())));
    stores.put(
        "drift",
        subject ->
            drift.forget(subject, pseudonyms.of("subject", subject.tenant(), subject.account())));
  }

  Erasure erase(SubjectId subject) {
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
    learning.eraseAgain(subject);
    if (failed.isEmpty()) {
      pending.done(subject);
    } else {
      pending.remember(subject);
    }
    return new Erasure(
        counts.getOrDefault("templates", 0),
        counts.getOrDefault("samples", 0),
        counts.getOrDefault("securityEvents", 0),
        failed);
  }

  /** Erases again what stores refused. */
  void again() {
    Set<SubjectId> subjects = new LinkedHashSet<>(pending.subjects());
    subjects.forEach(this::erase);
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
