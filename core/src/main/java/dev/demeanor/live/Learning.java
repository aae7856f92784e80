package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.enrolment.PrivacyNotes;
import dev.demeanor.enrolment.Quarantine;
import dev.demeanor.enrolment.Standing;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.sample.KeptLesson;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Instant;
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

  /**
   * Templates that a subject may have. A page names fields and epochs, and must not be able to fill
   * the store with them; nobody has so many fields on so many kinds of device.
   */
  private static final int MOST_TEMPLATES = 256;

  /** A first entry that was mistyped must not fix the wrong number of keys for ever. */
  private static final int RESTARTABLE_SAMPLES = 3;

  private final TemplateAccess templates;
  private final ModelWatch models;
  private final EnrolmentPolicy policy;
  private final SerialExecutor executor;
  private final Clock clock;
  private final AuditTrail audit;
  private final SampleKeeper samples;
  private final ScoreBuffer scratch = new ScoreBuffer();

  final LongAdder learned = new LongAdder();
  final LongAdder adapted = new LongAdder();
  final LongAdder confirmed = new LongAdder();
  final LongAdder failures = new LongAdder();

  Learning(
      TemplateAccess templates,
      ModelWatch models,
      EnrolmentPolicy policy,
      SerialExecutor executor,
      Clock clock,
      AuditTrail audit,
      SampleKeeper samples) {
    this.templates = templates;
    this.models = models;
    this.policy = policy;
    this.executor = executor;
    this.clock = clock;
    this.audit = audit;
    this.samples = samples;
  }

  /**
   * A window that is to be learned.
   *
   * @param key which template it teaches
   * @param window its features, in a copy of their own
   * @param provenance where it comes from
   * @param lesson why it is learned
   * @param vouched whether the host vouches for the identity behind it
   * @param share how likely it is the subject's, for detectors that learn softly
   */
  record Task(
      TemplateKey key,
      FeatureVector window,
      Provenance provenance,
      Lesson lesson,
      boolean vouched,
      double share) {}

  /** Learns a window. */
  void learn(Task task) {
    submit("learn", () -> learnNow(task));
  }

  /** Learns a window in proportion to how the session stands by now. */
  void learnInHindsight(Quarantine.Held held, Standing standing) {
    if (standing.trust() > AdaptationPolicy.LEAST_SHARE) {
      learn(
          new Task(
              held.key(),
              held.window(),
              standing.provenance(),
              Lesson.ADAPT,
              standing.vouched(),
              standing.trust()));
    }
  }

  private boolean learnNow(Task task) {
    Serving serving = models.acquire();
    try {
      return learnNow(task, serving.templates);
    } finally {
      serving.release();
    }
  }

  private boolean learnNow(Task task, TemplateAccess templates) {
    TemplateKey key = task.key;
    FeatureVector window = task.window;
    if (templates.isWithdrawn(PrivacyNotes.withdrawal(key.subject()))) {
      return true; // nothing is learned of who does not want it, whenever it was observed
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TemplateAccess.Entry cached = templates.cached(key);
      TemplateAccess.Entry entry = cached != null ? cached : templates.load(key);
      Optional<EnrolledTemplate> base =
          entry instanceof TemplateAccess.Entry.Found found
              ? Optional.of(found.template())
              : templates.empty(window.schema());
      if (base.isEmpty() || base.get().version() == 0 && hasTooMany(key, templates)) {
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
      if (isOverdue(task, template)) {
        return true;
      }
      double share = template.learnsSoftly() ? task.share : 1;
      EnrolledTemplate next = template.learn(window, task.provenance, task.lesson, share, scratch);
      Instant now = clock.instant();
      if (templates.save(key, next, now)) {
        if (templates.isWithdrawn(PrivacyNotes.withdrawal(key.subject()))) {
          takeBack(key, base.get(), now, templates); // withdrawn since it was looked at first
          return true;
        }
        long version = template.version() + 1;
        KeptLesson lesson = new KeptLesson(version, task.lesson, share, task.provenance, window);
        samples.lesson(lesson, template, key, now);
        count(task.lesson);
        return true;
      }
    }
    return false;
  }

  /** Puts what stood before in the place of the version that was just saved. */
  private static void takeBack(
      TemplateKey key, EnrolledTemplate before, Instant now, TemplateAccess templates) {
    if (before.version() == 0) {
      boolean unused = templates.remove(key);
    } else {
      boolean unused = templates.save(key, before.withVersion(before.version() + 1), now);
    }
  }

  private static boolean hasTooMany(TemplateKey key, TemplateAccess templates) {
    boolean many = templates.keys(key.subject()).size() >= MOST_TEMPLATES;
    if (many) {
      LOG.warn("a subject has {} templates; no further one is begun", MOST_TEMPLATES);
    }
    return many;
  }

  /** Returns whether the template has meanwhile gone where this window would not be learned. */
  private boolean isOverdue(Task task, EnrolledTemplate template) {
    boolean ready = template.isReady(policy);
    return switch (task.lesson) {
      case ENROL -> !policy.admits(template.samples(), ready, task.provenance, task.vouched, true);
      case ADAPT -> !ready || policy.adaptation().hasStopped(template);
      case CONFIRM -> !ready;
      case SKIP, QUARANTINE, WAIT -> true;
    };
  }

  private void count(Lesson lesson) {
    learned.increment();
    if (lesson == Lesson.ADAPT) {
      adapted.increment();
    } else if (lesson == Lesson.CONFIRM) {
      confirmed.increment();
    }
  }

  /** Learns in which of a session's assessments each modality took part. */
  void learnPresence(TemplateKey key, long assessments, Map<Modality, Long> present) {
    submit("learn presence", () -> learnPresenceNow(key, assessments, present));
  }

  private boolean learnPresenceNow(TemplateKey key, long assessments, Map<Modality, Long> present) {
    if (templates.isWithdrawn(PrivacyNotes.withdrawal(key.subject()))) {
      return true;
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TemplateAccess.Entry entry = templates.load(key);
      PresenceProfile base =
          entry instanceof TemplateAccess.Entry.Presence found
              ? found.profile()
              : PresenceProfile.empty();
      Instant now = clock.instant();
      if (templates.save(key, base.with(assessments, present), now)) {
        if (templates.isWithdrawn(PrivacyNotes.withdrawal(key.subject()))) {
          takeBack(key, base, now);
        }
        return true;
      }
    }
    return false;
  }

  private void takeBack(TemplateKey key, PresenceProfile before, Instant now) {
    if (before.version() == 0) {
      boolean unused = templates.remove(key);
    } else {
      boolean unused = templates.save(key, before.withVersion(before.version() + 1), now);
    }
  }

  /**
   * Erases what windows that were under way during an erasure have become since.
   *
   * @param ifFailed runs when that could not be done
   */
  void eraseAgain(SubjectId subject, Runnable ifFailed) {
    boolean taken =
        executor.submit(
            () -> {
              try {
                int unused = templates.erase(subject);
              } catch (RuntimeException e) {
                failures.increment();
                LOG.warn("could not erase once more: {}", e.getMessage());
                ifFailed.run();
              }
            });
    if (!taken) {
      failures.increment();
      ifFailed.run();
    }
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
          new AuditRecord.Erased(
              id, clock.instant(), subjectKey, erased, "EPOCH_CHANGED", key.subject().tenant());
      audit.enqueue(record);
      audit.tell(record);
    }
    return true;
  }

  /**
   * Returns how learning goes.
   *
   * @param stopped decisions on subjects of whom nothing is learned any more by itself
   */
  Health.State health(long stopped, HealthBoard board) {
    return board.lossy(
        "learning",
        failures.sum(),
        "windows could not be learned",
        learned.sum()
            + " windows learned"
            + (stopped > 0
                ? ", "
                    + stopped
                    + " decisions on subjects who drifted too far to adapt by themselves"
                : ""));
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
