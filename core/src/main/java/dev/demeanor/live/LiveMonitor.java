package dev.demeanor.live;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.DriftStatus;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.FactorAccess;
import dev.demeanor.Feedback;
import dev.demeanor.Health;
import dev.demeanor.ModelStatus;
import dev.demeanor.MonitorConfig;
import dev.demeanor.Privacy;
import dev.demeanor.SessionEnd;
import dev.demeanor.SessionOptions;
import dev.demeanor.Statistics;
import dev.demeanor.decision.Decision;
import dev.demeanor.event.Modality;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.policy.Dependency;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.replay.PolicyJson;
import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The monitor at work: gives each call to the part that answers it. What the parts share is made
 * here and nowhere else.
 */
public final class LiveMonitor implements BehaviorMonitor {

  private static final int LEARNING_QUEUE = 100_000;
  private static final int SAMPLE_QUEUE = 20_000;

  final MonitorConfig config;
  final DecisionMachine machine;
  final TemplateAccess templates;
  final Learning learning;
  private final ModelWatch models;
  private final @Nullable Retrainings retrainings;
  private final ShadowScoring shadow;
  private final DriftFollowing drift;
  final EventCounters counters = new EventCounters();

  private final MonitorParts parts;
  private final Wiring wiring;
  private final Breakers breakers;
  private final Pseudonyms pseudonyms;
  private final AuditTrail audit;
  private final Blocks blocks;
  private final SecurityEvents events;
  private final ExemptionGuard exemptions;
  private final AlarmBook alarms;
  private final Feedbacks feedbacks;
  private final Consequences consequences;
  private final Tending tending;
  private final Factors factors;
  private final Adjudications adjudications;
  private final Sessions sessions;
  private final Lessons lessons;
  private final Decisions decisions;
  private final HealthReport report;
  private final LivePrivacy privacy;
  private final Enrolments enrolments;
  private final LastLessons lastLessons;
  private final Housekeeping housekeeping;
  private final Unfinished unfinished;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LiveMonitor(MonitorParts parts, Wiring wiring) {
    this.parts = parts;
    this.config = parts.config;
    this.pseudonyms = new Pseudonyms(parts.pseudonymKey);
    this.wiring = wiring;
    this.breakers = new Breakers(parts.clock, parts.ticker);
    this.machine = new DecisionMachine(wiring.extractors, config.trust(), config.enrolment());
    this.templates =
        new TemplateAccess(
            wiring.templates,
            breakers.templates,
            wiring.recipes,
            config.limits().cachedTemplates(),
            parts.ticker);
    this.audit = wiring.auditTrail(breakers.audit, config.limits().auditQueue());
    this.models = new ModelWatch(parts, templates, audit, breakers.models, wiring.executor);
    this.retrainings = Retrainings.of(parts, wiring, templates, audit);
    this.shadow =
        new ShadowScoring(models, parts, wiring.extractors, machine.modalities(), wiring.executor);
    this.drift = new DriftFollowing(parts.drift, audit, wiring.extractors, wiring.executor);
    SerialExecutor learningExecutor = new SerialExecutor(wiring.executor, LEARNING_QUEUE);
    SampleKeeper samples =
        new SampleKeeper(
            wiring.samples,
            breakers.samples,
            new SerialExecutor(wiring.executor, SAMPLE_QUEUE),
            wiring.later());
    this.learning =
        new Learning(
            templates, models, config.enrolment(), learningExecutor, parts.clock, audit, samples);
    this.lastLessons = new LastLessons(config.enrolment(), machine.modalities(), learning);
    this.enrolments = new Enrolments(templates, models, config.enrolment());
    this.alarms =
        new AlarmBook(
            config.blocking(), parts.policyVersion(), pseudonyms, config.limits().counted());
    this.blocks =
        new Blocks(config, wiring, breakers.blocks, audit, pseudonyms, alarms, parts.clock);
    this.sessions =
        new Sessions(
            config.limits(),
            parts.clock,
            pseudonyms,
            parts.auditChain.node(),
            idle -> close(idle, SessionEnd.IDLE));
    this.events = new SecurityEvents(wiring.events, breakers.events, wiring.executor);
    this.exemptions = new ExemptionGuard(parts.exemptions);
    this.consequences = new Consequences(config, exemptions, events, alarms);
    this.factors = new Factors(config, exemptions, audit, events, pseudonyms, parts.clock);
    this.feedbacks =
        new Feedbacks(parts, machine, sessions, shadow, learning, alarms, events, audit);
    this.adjudications =
        new Adjudications(events, audit, blocks, feedbacks, feedbacks::forgive, parts.clock);
    this.tending =
        new Tending(
            parts.clock, wiring.executor, List.of(blocks::tend, events::retry, sessions::tend));
    this.lessons = new Lessons(config.enrolment(), shadow, drift, learning, events, samples);
    this.decisions =
        new Decisions(
            parts,
            machine,
            models,
            new Rulings(parts, this::unavailable),
            lessons,
            consequences,
            new Settlement(config, blocks, consequences, audit),
            tending,
            audit,
            wiring.executor);
    Erasures erasures =
        new Erasures(templates, samples, events, drift, pseudonyms, learning, audit, parts.clock);
    this.privacy =
        new LivePrivacy(
            templates,
            erasures,
            new SubjectExport(templates, samples, blocks, events, wiring.reader, parts.clock),
            sessions,
            audit,
            pseudonyms,
            parts.clock);
    this.housekeeping =
        new Housekeeping(
            parts.clock,
            parts.retention.every(),
            new SerialExecutor(wiring.executor, 1),
            List.of(
                new Housekeeping.Chore("erase again", now -> erasures.again()),
                new Housekeeping.Chore("expire samples", samples::expire),
                new Housekeeping.Chore(
                    "expire security events",
                    now -> events.deleteBefore(now.minus(parts.retention.securityEvents()))),
                new Housekeeping.Chore("keep samples", now -> samples.drain(0)),
                new Housekeeping.Chore("offer refused records", now -> audit.offerRefused()),
                new Housekeeping.Chore("offer refused events", now -> events.offerRefused())));
    this.unfinished = new Unfinished(tending, learningExecutor, events, drift, samples, audit);
    this.report = healthReport(samples, erasures);
    wiring.probe(breakers.blocks, () -> wiring.blocks.find("-"));
    wiring.probe(breakers.events, () -> wiring.events.find("default", "-"));
  }

  /** Returns bits of the reasons for what is not asked at present, or was not read yet. */
  private int unavailable() {
    return breakers.unavailable() | (blocks.isMissingSome() ? Dependency.BLOCKS.reason().bit() : 0);
  }

  /** Lets each part say how it is. */
  private HealthReport healthReport(SampleKeeper samples, Erasures erasures) {
    HealthBoard board = new HealthBoard(parts.clock);
    HealthReport made =
        new HealthReport(config, breakers, audit, blocks, board)
            .add("events", () -> events.health(board))
            .add(
                "audit",
                () -> audit.health(Breakers.state(breakers.audit), wiring.auditDetail(), board))
            .addIfAny("spool", audit::spoolHealth)
            .add("sessions", () -> sessions.health(board))
            .add("learning", () -> learning.health(lessons.stopped.sum(), board))
            .addIfAny("samples", () -> samples.health(board))
            .addIfAny("erasures", erasures::health)
            .addIfAny("models", models::health)
            .add("population", this::population);
    if (drift.isOn()) {
      made.add("drift", drift::health);
    }
    if (retrainings != null) {
      made.add("retraining", retrainings::health);
    }
    wiring.backends.forEach((name, why) -> made.add("backend." + name, () -> backend(why)));
    return made;
  }

  private Health.State population() {
    return new Health.State(
        Health.Status.UP,
        parts.population == null
            ? "one-class: nothing is known of other people"
            : parts.population.toString());
  }

  private static Health.State backend(String unavailable) {
    return unavailable.isEmpty()
        ? new Health.State(Health.Status.UP, "can run here")
        : new Health.State(Health.Status.DEGRADED, unavailable);
  }

  /** Makes a monitor from what a builder was given. */
  public static LiveMonitor start(MonitorParts parts) {
    Wiring wiring = new Wiring(parts);
    try {
      LiveMonitor monitor = new LiveMonitor(parts, wiring);
      monitor.beginOrClose();
      return monitor;
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  private void beginOrClose() {
    try {
      begin();
    } catch (RuntimeException e) {
      models.close();
      housekeeping.stop();
      throw e;
    }
  }

  private void begin() {
    blocks.begin();
    MonitorConfig.Enforcement enforcement = config.enforcement();
    AuditRecord started =
        new AuditRecord.Started(
            "started-" + UUID.randomUUID(),
            parts.clock.instant(),
            config.mode(),
            enforcement == null ? null : enforcement.actor(),
            enforcement == null ? null : enforcement.reason(),
            parts.population == null ? null : parts.population.id());
    AuditRecord policy =
        new AuditRecord.PolicyApplied(
            "policy-" + UUID.randomUUID(),
            parts.clock.instant(),
            config.policyVersion(),
            machine.modalities().stream().map(Modality::name).toList(),
            PolicyJson.write(config));
    audit.appendNow(List.of(started, policy));
    audit.tell(started);
    audit.tell(policy);
    models.begin();
    if (parts.executor == null) {
      housekeeping.start();
      wiring.everySecond(tending::ifDue);
    }
    if (parts.models != null && parts.executor == null) {
      wiring.everySecond(models::look);
    }
    if (retrainings != null && parts.retraining != null && parts.executor == null) {
      retrainings.start(parts.retraining.plan());
    }
  }

  // ---- sessions and decisions

  @Override
  public BehaviorSession open(SessionOptions options) {
    housekeeping.runIfDue();
    return sessions.open(
        options,
        closed.get(),
        (given, sessionKey, subjectKey, refused) ->
            new LiveSession(this, given, sessionKey, subjectKey, refused));
  }

  @Override
  public Optional<BehaviorSession> session(SessionId id) {
    return Optional.ofNullable(sessions.find(id.value()));
  }

  void touch(LiveSession session) {
    sessions.touch(session);
  }

  Decision assess(LiveSession session, @Nullable String correlationId, @Nullable String route) {
    return decisions.assess(session, correlationId, route);
  }

  boolean feedback(LiveSession session, Feedback feedback) {
    return feedbacks.give(session, feedback);
  }

  void close(LiveSession session, SessionEnd why) {
    if (!session.markClosed(why)) {
      return;
    }
    sessions.remove(session);
    lastLessons.of(session);
  }

  // ---- blocks

  @Override
  public Access access(
      SubjectId subject, SessionId session, @Nullable String deviceId, @Nullable String address) {
    Access access =
        blocks.check(subject.tenant(), subject.account(), session.value(), deviceId, address);
    return access instanceof Access.Blocked blocked
            && blocked.block().origin() == Block.Origin.AUTOMATIC
            && exemptions.isExempt(subject, deviceId, address, segment(session))
        ? blocks.checkOperators(
            subject.tenant(), subject.account(), session.value(), deviceId, address)
        : access;
  }

  private String segment(SessionId id) {
    LiveSession session = sessions.find(id.value());
    return session == null ? SessionOptions.DEFAULT_SEGMENT : session.options.segment();
  }

  @Override
  public Block block(BlockTarget target, Duration lasting, String actor, String reason) {
    return blocks.byOperator(target, lasting, actor, reason);
  }

  @Override
  public Optional<Block> unblock(String blockId, String actor, String justification) {
    if (actor.isBlank() || justification.isBlank()) {
      throw new IllegalArgumentException(
          "unblock needs an actor and a justification, neither may be blank");
    }
    Optional<Block> lifted = blocks.lift(blockId, actor, justification);
    lifted.ifPresent(feedbacks::forgive);
    return lifted;
  }

  @Override
  public List<Block> blocks() {
    return blocks.active();
  }

  @Override
  public Optional<Block> extend(String blockId, Duration lasting, String actor, String reason) {
    return blocks.extend(blockId, lasting, actor, reason);
  }

  // ---- factors and security events

  @Override
  public FactorAccess factor(SubjectId subject, String factor) {
    return factors.check(subject, factor);
  }

  @Override
  public FactorAccess factorFailed(
      SubjectId subject, String factor, @Nullable String deviceId, @Nullable String address) {
    return factors.failed(subject, factor, deviceId, address);
  }

  @Override
  public void factorSucceeded(SubjectId subject, String factor) {
    factors.succeeded(subject, factor);
  }

  @Override
  public List<SecurityEvent> securityEvents(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit) {
    return events.page(filter, after, limit);
  }

  @Override
  public Optional<SecurityEvent> securityEvent(String tenant, String id) {
    return events.find(tenant, id);
  }

  @Override
  public SaveResult adjudicate(
      String tenant,
      String id,
      Adjudication adjudication,
      long expectedVersion,
      boolean liftBlock) {
    return adjudications.judge(tenant, id, adjudication, expectedVersion, liftBlock);
  }

  @Override
  public String subjectKey(SubjectId subject) {
    return pseudonyms.of("subject", subject.tenant(), subject.account());
  }

  // ---- subjects

  @Override
  public List<EnrolmentProgress> enrolment(SubjectId subject) {
    return enrolments.of(subject);
  }

  @Override
  public Privacy privacy() {
    return privacy;
  }

  // ---- operation

  @Override
  public Health health() {
    return report.of(!closed.get());
  }

  @Override
  public RetrainingReport retrain() {
    if (retrainings == null) {
      return BehaviorMonitor.super.retrain();
    }
    if (closed.get()) {
      throw new IllegalStateException("the monitor is closed");
    }
    return retrainings.run();
  }

  @Override
  public ModelStatus models() {
    return models.status();
  }

  @Override
  public DriftStatus drift() {
    return drift.status();
  }

  @Override
  public Statistics statistics() {
    return new Statistics(
        counters.snapshot(),
        decisions.counts(),
        consequences.counts(),
        factors.refusals.sum(),
        events.dropped.sum(),
        events.refusals.sum(),
        sessions.size(),
        blocks.active().size(),
        learning.learned.sum(),
        learning.failures.sum(),
        new Statistics.Adaptation(
            learning.adapted.sum(),
            learning.confirmed.sum(),
            lessons.quarantined.sum(),
            lessons.stopped.sum(),
            lessons.held.sum()),
        audit.dropped().sum(),
        audit.refused(),
        audit.notDurable.sum(),
        audit.listenerFailures());
  }

  @Override
  public boolean settle(Duration atMost) {
    return unfinished.settle(atMost.toMillis());
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List.copyOf(sessions.all()).forEach(open -> close(open, SessionEnd.SHUTDOWN));
    unfinished.finish(housekeeping);
    if (retrainings != null) {
      retrainings.close();
    }
    models.close();
    wiring.close();
  }
}
