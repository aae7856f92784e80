package dev.demeanor.live;

import dev.demeanor.MonitorConfig;
import dev.demeanor.SecurityEventKind;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.enrolment.Standing;
import dev.demeanor.machine.Assessment;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.policy.Dependency;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One assessment from call to answer: templates within the deadline, the pure machine under the
 * session's lock, then what its answer asks of the world: a durable record, a block, something to
 * learn. Never throws to the caller. Thread-safe.
 */
final class Decisions {

  private static final Dependency[] DEPENDENCIES = Dependency.values();
  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  private final MonitorConfig config;
  private final String policyVersion;
  private final DecisionMachine machine;
  private final ModelWatch models;
  private final ShadowScoring shadow;
  private final DriftFollowing drift;
  private final Learning learning;
  private final Blocks blocks;
  private final Consequences consequences;
  private final SecurityEvents events;
  private final Tending tending;
  private final AuditTrail audit;
  private final SampleKeeper samples;
  private final Clock clock;
  private final LongSupplier ticker;
  private final Executor executor;
  private final Map<Verdict, LongAdder> counts;

  /** Bits of the reasons for what does not answer, beside templates and audit. */
  private final IntSupplier unavailable;

  /** Windows put aside until a challenge is passed. */
  final LongAdder quarantined = new LongAdder();

  /** Decisions on a subject one of whose templates no longer adapts by itself. */
  final LongAdder stopped = new LongAdder();

  Decisions(
      MonitorParts parts,
      DecisionMachine machine,
      ModelWatch models,
      ShadowScoring shadow,
      DriftFollowing drift,
      Learning learning,
      Blocks blocks,
      Consequences consequences,
      SecurityEvents events,
      Tending tending,
      AuditTrail audit,
      SampleKeeper samples,
      Executor executor,
      IntSupplier unavailable) {
    this.config = parts.config;
    this.policyVersion = parts.policyVersion();
    this.machine = machine;
    this.models = models;
    this.shadow = shadow;
    this.drift = drift;
    this.learning = learning;
    this.blocks = blocks;
    this.consequences = consequences;
    this.events = events;
    this.tending = tending;
    this.audit = audit;
    this.samples = samples;
    this.clock = parts.clock;
    this.ticker = parts.ticker;
    this.executor = executor;
    this.unavailable = unavailable;
    Map<Verdict, LongAdder> adders = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      adders.put(verdict, new LongAdder());
    }
    this.counts = Collections.unmodifiableMap(adders);
  }

  /** Returns how many decisions were made, by the verdict that would apply when enforced. */
  Map<Verdict, Long> counts() {
    Map<Verdict, Long> snapshot = new EnumMap<>(Verdict.class);
    counts.forEach((verdict, count) -> snapshot.put(verdict, count.sum()));
    return snapshot;
  }

  /** What the host said of the request that asks. */
  private record Request(@Nullable String correlationId, @Nullable String route) {
    Request {
      boolean kept = correlationId != null && SubjectId.isName(correlationId);
      correlationId = kept ? correlationId : null; // a store that refuses one refuses its batch
    }
  }

  Decision assess(LiveSession session, @Nullable String correlationId, @Nullable String route) {
    Request request = new Request(correlationId, route);
    long start = ticker.getAsLong();
    long now = clock.millis();
    Decision decision;
    try {
      decision =
          session.isClosed()
              ? byFailurePolicy(session, request, now, ReasonCode.NO_SESSION)
              : assess(session, request, start, now);
    } catch (RuntimeException e) {
      LogContext.of(request.correlationId, session.sessionKey, session.subjectKey)
          .around(() -> LOG.error("assessment failed; the failure policy applies", e));
      decision = byFailurePolicy(session, request, now, ReasonCode.INTERNAL_ERROR);
    }
    LongAdder count = counts.get(decision.computedVerdict());
    if (count != null) {
      count.increment();
    }
    consequences.count(decision);
    session.denied = decision.consequence().endsSession();
    tending.ifDue(now);
    return decision;
  }

  /** Answers without the machine, and records it as any other decision. */
  private Decision byFailurePolicy(
      LiveSession session, Request request, long now, ReasonCode reason) {
    boolean blocked = !session.accessNow().isAllowed();
    Verdict worst = blocked ? Verdict.DENY : failure(Dependency.TEMPLATES, request.route);
    Verdict effective = blocked || config.mode() == Mode.ENFORCE ? worst : Verdict.ALLOW;
    int reasons = reason.bit() | (blocked ? ReasonCode.BLOCKED.bit() : 0);
    reasons |= effective == worst ? 0 : ReasonCode.SHADOWED.bit();
    AuditRecord.Decided record;
    Tellings.Place place;
    synchronized (session) {
      StateWriter prior = new StateWriter();
      session.state.trust().save(prior);
      Assessment at = machine.discard(session.state, session.segment);
      record =
          record(
              session,
              request,
              null,
              new Decision(
                  session.sessionKey,
                  at.sequence(),
                  now,
                  effective,
                  worst,
                  config.mode(),
                  at.trust(),
                  at.confidence(),
                  reasons),
              List.of(),
              at.logOdds(),
              prior);
      place = session.tellings.take();
    }
    long start = ticker.getAsLong();
    try {
      record = consequences.of(session, record, false).record();
      record = settle(record, false, Deadline.in(config.deadline(), ticker));
    } catch (RuntimeException e) {
      session.tellings.fill(place, () -> {});
      throw e;
    }
    long nanos = ticker.getAsLong() - start;
    tell(session, place, new Settled(record, List.of()), new Timings(0, 0, nanos, nanos));
    return record.decision();
  }

  private Decision assess(LiveSession session, Request request, long start, long now) {
    Serving serving = models.acquire();
    try {
      return assess(session, request, serving, start, now);
    } finally {
      serving.release();
    }
  }

  private Decision assess(
      LiveSession session, Request request, Serving serving, long start, long now) {
    Deadline deadline = Deadline.in(config.deadline(), ticker);
    session.usedAt(now);
    boolean blocked = !session.accessNow().isAllowed();
    // concurrent: a store that is late still writes to it while nobody reads it any more
    Map<TemplateKey, TemplateAccess.Entry> known = new ConcurrentHashMap<>(4);
    boolean templatesRead =
        blocked || fetchTemplates(session, serving, deadline.half(), now, known);
    long fetched = ticker.getAsLong();
    AuditRecord.Decided record = null;
    boolean news = false;
    boolean goesOn = false;
    Tellings.Place place = null;
    List<Runnable> lessons = new ArrayList<>(0);
    synchronized (session) {
      if (!session.templates.isWithdrawn(known)) {
        record = decide(session, request, serving, blocked, templatesRead, now, known, lessons);
        news = session.isNews(record);
        goesOn = session.goesOn();
        place = session.tellings.take();
      }
    }
    if (record == null || place == null) {
      return byFailurePolicy(session, request, now, ReasonCode.CONSENT_WITHDRAWN);
    }
    Settled settled;
    long computed;
    try {
      lessons.forEach(Runnable::run); // a direct executor calls the store here: not under the lock
      Consequences.Outcome outcome = consequences.of(session, record, news);
      computed = ticker.getAsLong();
      settled = settle(session, outcome, goesOn, deadline);
    } catch (RuntimeException e) {
      session.tellings.fill(place, () -> {});
      throw e;
    }
    long end = ticker.getAsLong();
    tell(
        session,
        place,
        settled,
        new Timings(fetched - start, computed - fetched, end - computed, end - start));
    return settled.record.decision();
  }

  private void tell(LiveSession session, Tellings.Place place, Settled settled, Timings timings) {
    session.tellings.fill(
        place,
        () -> {
          audit.tellDecision(settled.record, timings);
          settled.blocks.forEach(audit::tell);
        });
  }

  /** Brings the templates that are needed into memory; returns whether all could be read. */
  private boolean fetchTemplates(
      LiveSession session,
      Serving serving,
      Deadline deadline,
      long now,
      Map<TemplateKey, TemplateAccess.Entry> known) {
    List<TemplateKey> missing;
    synchronized (session) {
      machine.closeOverdueWindows(session.state, now);
      session.templates.use(serving.templates);
      missing = session.templates.missing(machine, session.state, known);
    }
    if (missing.isEmpty()) {
      return true;
    }
    CompletableFuture<Void> fetch;
    try {
      fetch = CompletableFuture.runAsync(() -> serving.templates.loadAll(missing, known), executor);
    } catch (RuntimeException e) {
      fetch = CompletableFuture.failedFuture(e);
    }
    return deadline.await(fetch);
  }

  /** Runs the machine; called under the session's lock. */
  private AuditRecord.Decided decide(
      LiveSession session,
      Request request,
      Serving serving,
      boolean blocked,
      boolean templatesRead,
      long now,
      Map<TemplateKey, TemplateAccess.Entry> known,
      List<Runnable> lessons) {
    StateWriter prior = new StateWriter();
    session.state.trust().save(prior);
    if (blocked) {
      // what is done under a block says nothing about the subject: it must not count after an
      // unblock
      machine.discard(session.state, session.segment);
    } else {
      session.templates.use(serving.templates);
      session.templates.missing(machine, session.state, known);
      if (!templatesRead) {
        session.templates.storeFailed();
      }
      machine.assess(session.state, session.templates, session.segment, now);
    }
    Assessment assessment = session.state.assessment();
    Decision decision = decision(session, assessment, blocked, now, request.route);
    session.lastComputed = decision.computedVerdict();
    if (samples.isOn()) {
      addSamples(session, assessment, decision, lessons);
    }
    addLessons(session, assessment, decision, lessons);
    Runnable again = shadow.note(session, assessment, decision.computedVerdict(), now);
    if (again != null) {
      lessons.add(again);
    }
    if (!config.enrolment().excluded().contains(session.options.provenance())) {
      Runnable follow = drift.note(session, assessment, decision);
      if (follow != null) {
        lessons.add(follow);
      }
    }
    return record(
        session,
        request,
        serving.version(),
        decision,
        assessment.toEvidence(),
        assessment.logOdds(),
        prior);
  }

  private AuditRecord.Decided record(
      LiveSession session,
      Request request,
      @Nullable String modelVersion,
      Decision decision,
      List<Evidence> evidence,
      double logOdds,
      StateWriter prior) {
    return new AuditRecord.Decided(
        decision,
        session.subjectKey,
        request.correlationId,
        session.options.segment(),
        session.segment.thresholds(),
        policyVersion,
        evidence,
        logOdds,
        prior.toByteArray(),
        request.route,
        session.options.subject().tenant(),
        null,
        modelVersion);
  }

  private Verdict failure(Dependency dependency, @Nullable String route) {
    return config.failures().verdict(dependency, route);
  }

  private Decision decision(
      LiveSession session,
      Assessment assessment,
      boolean blocked,
      long now,
      @Nullable String route) {
    int reasons = assessment.reasonBits();
    Verdict computed = assessment.verdict();
    if (!blocked && session.templates.presenceFailed()) {
      reasons |= ReasonCode.TEMPLATES_UNAVAILABLE.bit();
    }
    reasons |= unavailable.getAsInt();
    for (Dependency dependency : DEPENDENCIES) {
      if (dependency != Dependency.AUDIT && (reasons & dependency.reason().bit()) != 0) {
        computed = computed.atLeast(failure(dependency, route));
      }
    }
    if (blocked) {
      computed = Verdict.DENY;
      reasons |= ReasonCode.BLOCKED.bit();
    }
    Verdict effective = computed;
    if (config.mode() == Mode.SHADOW && !blocked && computed != Verdict.ALLOW) {
      effective = Verdict.ALLOW;
      reasons |= ReasonCode.SHADOWED.bit();
    }
    return new Decision(
        session.sessionKey,
        assessment.sequence(),
        now,
        effective,
        computed,
        config.mode(),
        assessment.trust(),
        assessment.confidence(),
        reasons);
  }

  /** Adds the keeping of the windows that were assessed, in copies of their own. */
  private void addSamples(
      LiveSession session, Assessment assessment, Decision decision, List<Runnable> lessons) {
    boolean genuine =
        decision.computedVerdict() == Verdict.ALLOW
            && !decision.has(ReasonCode.CHALLENGE_FAILED)
            && !session.impostor
            && !config.enrolment().excluded().contains(session.options.provenance());
    for (int i = 0; i < assessment.windows(); i++) {
      EnrolledTemplate template = assessment.template(i);
      KeptWindow window =
          new KeptWindow(
              decision.id(),
              i,
              genuine,
              template == null ? 0 : template.version(),
              assessment.prior(i),
              assessment.vector(i).copy());
      TemplateKey key = session.templates.key(assessment.sourceIndex(i));
      lessons.add(() -> samples.window(window, key, decision.at(), session.options.provenance()));
    }
  }

  /** Adds what is to be learned of the windows that were assessed, in copies of their own. */
  private void addLessons(
      LiveSession session, Assessment assessment, Decision decision, List<Runnable> lessons) {
    if (decision.has(ReasonCode.ADAPTATION_STOPPED)) {
      stopped.increment();
      if (!session.stoppedTold) {
        session.stoppedTold = true;
        lessons.add(() -> events.record(stopped(session, decision)));
      }
    }
    if (session.impostor || assessment.windows() == 0) {
      return;
    }
    boolean accepted =
        decision.computedVerdict() == Verdict.ALLOW && !decision.has(ReasonCode.CHALLENGE_FAILED);
    Standing standing =
        new Standing(
            session.options.provenance(),
            session.options.vouched(),
            accepted,
            assessment.posterior());
    for (int i = 0; i < assessment.windows(); i++) {
      Lesson lesson =
          config
              .enrolment()
              .lesson(
                  assessment.template(i), assessment.abstention(i), assessment.raw(i), standing);
      if (lesson == Lesson.SKIP) {
        continue;
      }
      TemplateKey key = session.templates.key(assessment.sourceIndex(i));
      if (lesson == Lesson.WAIT) {
        session.hindsight.add(key, assessment.vector(i).copy());
        session
            .hindsight
            .beyond(AdaptationPolicy.HINDSIGHT)
            .ifPresent(held -> lessons.add(() -> learning.learnInHindsight(held, standing)));
        continue;
      }
      if (lesson == Lesson.QUARANTINE) {
        session.quarantine.add(key, assessment.vector(i).copy());
        quarantined.increment();
        continue;
      }
      Learning.Task task =
          new Learning.Task(
              key,
              assessment.vector(i).copy(),
              standing.provenance(),
              lesson,
              standing.vouched(),
              standing.trust());
      lessons.add(() -> learning.learn(task));
    }
  }

  private static SecurityEvent stopped(LiveSession session, Decision decision) {
    return SecurityEvent.pending(
        "stopped-" + session.sessionKey,
        session.options.subject().tenant(),
        SecurityEventKind.ADAPTATION_STOPPED.name(),
        decision.at(),
        session.subjectKey,
        session.sessionKey,
        decision.id());
  }

  /** A record as it stands after it was to be made durable, and the blocks that came with it. */
  private record Settled(AuditRecord.Decided record, List<AuditRecord.Blocked> blocks) {}

  /** Makes a record durable where it must be, with the blocks that follow from it. */
  private Settled settle(
      LiveSession session, Consequences.Outcome outcome, boolean goesOn, Deadline deadline) {
    AuditRecord.Decided record = outcome.record();
    if (!outcome.alarm()) {
      return new Settled(settle(record, goesOn, deadline), List.of());
    }
    AuditRecord.Decided notDurable = notDurable(record);
    boolean enforced = config.mode() == Mode.ENFORCE;
    List<AuditRecord.Blocked> blocked =
        outcome.blocks().stream().map(block -> blocks.record(block, enforced)).toList();
    List<AuditRecord> records = new ArrayList<>(List.of(record));
    records.addAll(blocked);
    List<AuditRecord> ifFailed = new ArrayList<>(List.of(notDurable));
    if (!enforced) {
      ifFailed.addAll(blocked); // an enforced one never held, so it is not told
    }
    Runnable ifLate = () -> takeEffectLate(outcome, notDurable, blocked);
    if (!audit.append(records, deadline, ifLate, ifFailed)) {
      if (enforced) {
        undo(session, outcome);
      }
      consequences.tell(outcome, notDurable);
      return new Settled(notDurable, List.of());
    }
    consequences.tell(outcome, record);
    if (enforced) {
      outcome.blocks().forEach(block -> takeEffect(block, deadline));
    }
    return new Settled(record, blocked);
  }

  private void takeEffect(Block block, Deadline deadline) {
    if (!deadline.await(blocks.takeEffect(block))) {
      LOG.warn("block {} is in the audit, but not in the block store in time", block.id());
    }
  }

  /** What cannot be proved does not count: the same evidence may raise its alarm again. */
  private void undo(LiveSession session, Consequences.Outcome outcome) {
    consequences.book.undo(session.options, outcome.record().decision(), outcome.blocks());
    synchronized (session) {
      session.inAlarm = false;
    }
  }

  /** Makes a record durable where it must be; answers what then stands. */
  private AuditRecord.Decided settle(
      AuditRecord.Decided record, boolean goesOn, Deadline deadline) {
    if (!record.mustBeDurable()) {
      audit.enqueue(record, goesOn);
      return record;
    }
    AuditRecord.Decided notDurable = notDurable(record);
    boolean durable =
        audit.append(
            List.of(record), deadline, () -> audit.enqueue(notDurable), List.of(notDurable));
    return durable ? record : notDurable;
  }

  private void takeEffectLate(
      Consequences.Outcome outcome,
      AuditRecord.Decided notDurable,
      List<AuditRecord.Blocked> blocked) {
    audit.enqueue(notDurable);
    for (Block block : outcome.blocks()) {
      if (config.mode() == Mode.ENFORCE) {
        consequences.book.restore(block);
        CompletableFuture<?> unused = blocks.takeEffect(block);
      }
    }
    consequences.tell(outcome, outcome.record());
    blocked.forEach(audit::tell);
  }

  /** What stands when the record cannot be made durable. A block that holds keeps holding. */
  private AuditRecord.Decided notDurable(AuditRecord.Decided record) {
    return record.with(consequences.notDurable(record.decision(), record.route()));
  }
}
