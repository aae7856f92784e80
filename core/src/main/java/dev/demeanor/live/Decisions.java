package dev.demeanor.live;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.machine.Assessment;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.spi.store.TemplateKey;
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

  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  private final MonitorConfig config;
  private final DecisionMachine machine;
  private final ModelWatch models;
  private final Rulings rulings;
  private final Lessons lessons;
  private final Consequences consequences;
  private final Settlement settlement;
  private final Tending tending;
  private final AuditTrail audit;
  private final Clock clock;
  private final LongSupplier ticker;
  private final Executor executor;
  private final Map<Verdict, LongAdder> counts;

  Decisions(
      MonitorParts parts,
      DecisionMachine machine,
      ModelWatch models,
      Rulings rulings,
      Lessons lessons,
      Consequences consequences,
      Settlement settlement,
      Tending tending,
      AuditTrail audit,
      Executor executor) {
    this.config = parts.config;
    this.machine = machine;
    this.models = models;
    this.rulings = rulings;
    this.lessons = lessons;
    this.consequences = consequences;
    this.settlement = settlement;
    this.tending = tending;
    this.audit = audit;
    this.clock = parts.clock;
    this.ticker = parts.ticker;
    this.executor = executor;
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

  Decision assess(LiveSession session, @Nullable String correlationId, @Nullable String route) {
    Rulings.Request request = new Rulings.Request(correlationId, route);
    long start = ticker.getAsLong();
    long now = clock.millis();
    Decision decision;
    try {
      decision =
          session.isClosed()
              ? byFailurePolicy(session, request, now, ReasonCode.NO_SESSION)
              : assess(session, request, start, now);
    } catch (RuntimeException e) {
      LogContext.of(request.correlationId(), session.sessionKey, session.subjectKey)
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
      LiveSession session, Rulings.Request request, long now, ReasonCode reason) {
    boolean blocked = !session.accessNow().isAllowed();
    AuditRecord.Decided record;
    Tellings.Place place;
    synchronized (session) {
      StateWriter prior = new StateWriter();
      session.state.trust().save(prior);
      Assessment at = machine.discard(session.state, session.segment);
      Decision decision = rulings.byFailurePolicy(session, at, blocked, now, request, reason);
      record = rulings.record(session, request, null, decision, List.of(), at.logOdds(), prior);
      place = session.tellings.take();
    }
    long start = ticker.getAsLong();
    try {
      record = consequences.of(session, record, false).record();
      record = settlement.of(record, false, Deadline.in(config.deadline(), ticker));
    } catch (RuntimeException e) {
      session.tellings.fill(place, () -> {});
      throw e;
    }
    long nanos = ticker.getAsLong() - start;
    tell(
        session, place, new Settlement.Settled(record, List.of()), new Timings(0, 0, nanos, nanos));
    return record.decision();
  }

  private Decision assess(LiveSession session, Rulings.Request request, long start, long now) {
    Serving serving = models.acquire();
    try {
      return assess(session, request, serving, start, now);
    } finally {
      serving.release();
    }
  }

  private Decision assess(
      LiveSession session, Rulings.Request request, Serving serving, long start, long now) {
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
    List<Runnable> tasks = new ArrayList<>(0);
    synchronized (session) {
      if (!session.templates.isWithdrawn(known)) {
        record = decide(session, request, serving, blocked, templatesRead, now, known, tasks);
        news = session.isNews(record);
        goesOn = session.goesOn();
        place = session.tellings.take();
      }
    }
    if (record == null || place == null) {
      return byFailurePolicy(session, request, now, ReasonCode.CONSENT_WITHDRAWN);
    }
    Settlement.Settled settled;
    long computed;
    try {
      tasks.forEach(Runnable::run); // a direct executor calls the store here: not under the lock
      Consequences.Outcome outcome = consequences.of(session, record, news);
      computed = ticker.getAsLong();
      settled = settlement.of(session, outcome, goesOn, deadline);
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
    return settled.record().decision();
  }

  private void tell(
      LiveSession session, Tellings.Place place, Settlement.Settled settled, Timings timings) {
    session.tellings.fill(
        place,
        () -> {
          audit.tellDecision(settled.record(), timings);
          settled.blocks().forEach(audit::tell);
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
      Rulings.Request request,
      Serving serving,
      boolean blocked,
      boolean templatesRead,
      long now,
      Map<TemplateKey, TemplateAccess.Entry> known,
      List<Runnable> tasks) {
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
    Decision decision = rulings.decision(session, assessment, blocked, now, request);
    session.lastComputed = decision.computedVerdict();
    lessons.add(session, assessment, decision, now, tasks);
    return rulings.record(
        session,
        request,
        serving.version(),
        decision,
        assessment.toEvidence(),
        assessment.logOdds(),
        prior);
  }
}
