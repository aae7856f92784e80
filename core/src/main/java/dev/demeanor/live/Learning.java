package dev.demeanor.live;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns genuine windows into templates, one after another in the order in which they were assessed,
 * off the request path. A save that lost against another node is repeated on what that node saved.
 * Thread-safe.
 */
final class Learning {

  private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

  /** Each conflict means that another node got on, so this many are never needed. */
  private static final int ATTEMPTS = 100;

  /** A first entry that was mistyped must not fix the wrong number of keys for ever. */
  private static final int RESTARTABLE_SAMPLES = 3;

  private final TemplateAccess templates;
  private final EnrolmentPolicy policy;
  private final SerialExecutor executor;
  private final Clock clock;
  private final AuditTrail audit;
  private final ScoreBuffer scratch = new ScoreBuffer();

  final LongAdder learned = new LongAdder();
  final LongAdder failures = new LongAdder();

  Learning(
      TemplateAccess templates,
      EnrolmentPolicy policy,
      SerialExecutor executor,
      Clock clock,
      AuditTrail audit) {
    this.templates = templates;
    this.policy = policy;
    this.executor = executor;
    this.clock = clock;
    this.audit = audit;
  }

  /** Learns a window, which must be the caller's own copy. */
  void learn(TemplateKey key, FeatureVector window, Provenance provenance, boolean vouched) {
    submit("learn", () -> learnNow(key, window, provenance, vouched));
  }

  private boolean learnNow(
      TemplateKey key, FeatureVector window, Provenance provenance, boolean vouched) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TemplateAccess.Entry cached = templates.cached(key);
      TemplateAccess.Entry entry = cached != null ? cached : templates.load(key);
      Optional<EnrolledTemplate> base =
          entry instanceof TemplateAccess.Entry.Found found
              ? Optional.of(found.template())
              : templates.empty(window.schema());
      if (base.isEmpty()) {
        return false;
      }
      EnrolledTemplate template = base.get();
      if (!template.schema().equals(window.schema())) {
        if (template.samples() > RESTARTABLE_SAMPLES) {
          return true; // another number of keys: not a sample of this text
        }
        Optional<EnrolledTemplate> fresh = templates.empty(window.schema());
        if (fresh.isEmpty()) {
          return false;
        }
        template = fresh.get().withVersion(template.version());
      }
      if (!policy.admits(template.samples(), provenance, vouched, true)) {
        return true;
      }
      if (templates.save(key, template.learn(window, provenance, scratch), clock.instant())) {
        learned.increment();
        return true;
      }
    }
    return false;
  }

  /** Learns in which of a session's assessments each modality took part. */
  void learnPresence(TemplateKey key, long assessments, Map<Modality, Long> present) {
    submit("learn presence", () -> learnPresenceNow(key, assessments, present));
  }

  private boolean learnPresenceNow(TemplateKey key, long assessments, Map<Modality, Long> present) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TemplateAccess.Entry entry = templates.load(key);
      PresenceProfile base =
          entry instanceof TemplateAccess.Entry.Presence found
              ? found.profile()
              : PresenceProfile.empty();
      if (templates.save(key, base.with(assessments, present), clock.instant())) {
        return true;
      }
    }
    return false;
  }

  /** Erases what windows that were under way during an erasure have become since. */
  void eraseAgain(SubjectId subject) {
    submit(
        "erase",
        () -> {
          templates.erase(subject);
          return true;
        });
  }

  /** Erases the templates of earlier epochs of a field. */
  void eraseEarlierEpochs(TemplateKey key, String subjectKey) {
    submit("erase", () -> eraseEarlierEpochsNow(key, subjectKey));
  }

  private boolean eraseEarlierEpochsNow(TemplateKey key, String subjectKey) {
    int erased = 0;
    for (TemplateKey other : templates.keys(key.subject())) {
      Source source = other.source();
      if (source.name().equals(key.source().name()) && source.epoch() < key.source().epoch()) {
        erased += templates.remove(other) ? 1 : 0;
      }
    }
    if (erased > 0) {
      String id = "erased-" + UUID.randomUUID();
      AuditRecord record =
          new AuditRecord.Erased(id, clock.instant(), subjectKey, erased, "EPOCH_CHANGED");
      audit.enqueue(record);
      audit.tell(record);
    }
    return true;
  }

  private void submit(String what, java.util.function.BooleanSupplier task) {
    boolean taken =
        executor.submit(
            () -> {
              try {
                if (!task.getAsBoolean()) {
                  failures.increment();
                }
              } catch (RuntimeException e) {
                failures.increment();
                LOG.warn("could not {}: {}", what, e.getMessage());
              }
            });
    if (!taken) {
      failures.increment();
    }
  }
}
