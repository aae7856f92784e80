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
import dev.demeanor.SecurityEventKind;
import dev.demeanor.SessionEnd;
import dev.demeanor.SessionOptions;
import dev.demeanor.Statistics;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.enrolment.Quarantine;
import dev.demeanor.enrolment.Standing;
import dev.demeanor.event.Modality;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.policy.Dependency;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.replay.PolicyJson;
import dev.demeanor.retraining.RetrainingReport;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitor at work: gives each call to the part that answers it. What the parts share is made
 * here and nowhere else.
 */
public final class LiveMonitor implements BehaviorMonitor {

  private static final Logger LOG = LoggerFactory.getLogger(LiveMonitor.class);
  private static final int LEARNING_QUEUE = 100_000;
  private static final int SAMPLE_QUEUE = 20_000;
  private static final long DRAIN_MILLIS = 5_000;
  private static final String STOPPED =
      " decisions on subjects who drifted too far to adapt by themselves";

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
  private final Consequences consequences;
  private final Tending tending;
  private final Factors factors;
  private final Adjudications adjudications;
  private final Sessions sessions;
  private final Decisions decisions;
  private final HealthBoard board;
  private final LivePrivacy privacy;
  private final SampleKeeper samples;
  private final Erasures erasures;
  private final Housekeeping housekeeping;
  private final SerialExecutor learningExecutor;
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
    this.learningExecutor = new SerialExecutor(wiring.executor, LEARNING_QUEUE);
    this.samples =
        new SampleKeeper(
            wiring.samples, breakers.samples, new SerialExecutor(wiring.executor, SAMPLE_QUEUE));
    this.learning =
        new Learning(
            templates, models, config.enrolment(), learningExecutor, parts.clock, audit, samples);
    this.blocks = new Blocks(config, wiring, breakers.blocks, audit, pseudonyms, parts.clock);
    this.sessions =
        new Sessions(
            config.limits(),
            parts.clock,
            pseudonyms,
            parts.auditChain.node(),
            idle -> close(idle, SessionEnd.IDLE));
    this.events = new SecurityEvents(wiring.events, breakers.events, wiring.executor);
    this.exemptions = new ExemptionGuard(parts.exemptions);
    this.alarms =
        new AlarmBook(
            config.blocking(), parts.policyVersion(), pseudonyms, config.limits().counted());
    this.consequences = new Consequences(config, exemptions, events, alarms);
    this.factors = new Factors(config, exemptions, audit, events, pseudonyms, parts.clock);
    this.adjudications =
        new Adjudications(events, audit, blocks, judged(), this::forgive, parts.clock);
    this.tending = new Tending(parts.clock, wiring.executor, List.of(blocks::tend, events::retry));
    this.decisions =
        new Decisions(
            parts,
            machine,
            models,
            shadow,
            drift,
            learning,
            blocks,
            consequences,
            events,
            tending,
            audit,
            samples,
            wiring.executor,
            breakers::unavailable);
    this.board = new HealthBoard(parts.clock);
    watchBreakers();
    this.erasures = new Erasures(templates, samples, events, drift, pseudonyms, learning);
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
                new Housekeeping.Chore("keep samples", now -> samples.drain(0))));
  }

  private void watchBreakers() {
    for (CircuitBreaker breaker :
        List.of(
            breakers.templates,
            breakers.blocks,
            breakers.audit,
            breakers.events,
            breakers.samples,
            breakers.models)) {
      board.watch(breaker);
    }
    wiring.probe(breakers.blocks, () -> wiring.blocks.find("-"));
    wiring.probe(breakers.events, () -> wiring.events.find("default", "-"));
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
    blocks.load(config.mode(), alarms);
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
    AuditRecord record =
        new AuditRecord.FeedbackGiven(
            "feedback-" + UUID.randomUUID(),
            parts.clock.instant(),
            session.subjectKey,
            session.sessionKey,
            feedback.name(),
            session.options.subject().tenant());
    Deadline deadline = Deadline.in(config.deadline(), parts.ticker);
    if (!audit.append(List.of(record), deadline, () -> {}, List.of())) {
      return false;
    }
    take(session, feedback);
    if (feedback == Feedback.CHALLENGE_FAILED) {
      events.record(
          SecurityEvent.pending(
              record.id(),
              session.options.subject().tenant(),
              SecurityEventKind.CHALLENGE_FAILED.name(),
              record.at(),
              session.subjectKey,
              session.sessionKey,
              record.id()));
    }
    audit.tell(record);
    return true;
  }

  /** Does what a feedback asks for. */
  private void take(LiveSession session, Feedback feedback) {
    List<Quarantine.Held> vouched = List.of();
    synchronized (session) {
      switch (feedback) {
        case CHALLENGE_PASSED, GENUINE -> {
          machine.challengePassed(session.state);
          session.trustMoved();
          session.inAlarm = false;
          session.denied = false;
          shadow.feedback(session, true);
          vouched = session.impostor ? vouched : session.releaseVouched();
        }
        case CHALLENGE_FAILED -> {
          machine.challengeFailed(session.state);
          session.trustMoved();
          shadow.feedback(session, false);
          session.dropWaiting();
        }
        case IMPOSTOR -> {
          session.impostor = true;
          session.dropWaiting();
        }
      }
    }
    if (feedback == Feedback.CHALLENGE_PASSED || feedback == Feedback.GENUINE) {
      boolean unused = alarms.retract(session.sessionKey);
    }
    vouched.forEach(this::learnVouched);
  }

  private void learnVouched(Quarantine.Held held) {
    if (!config.enrolment().excluded().contains(Provenance.CHALLENGE)) {
      learning.learn(
          new Learning.Task(
              held.key(), held.window(), Provenance.CHALLENGE, Lesson.CONFIRM, false, 1));
    }
  }

  void close(LiveSession session, SessionEnd why) {
    if (!session.markClosed(why)) {
      return;
    }
    sessions.remove(session);
    List<Quarantine.Held> inHindsight = List.of();
    Map<Modality, Long> present = new HashMap<>();
    long assessments;
    Standing last;
    synchronized (session) {
      assessments = session.state.assessmentsWithEvidence();
      boolean good =
          !session.impostor
              && !session.templates.isWithdrawn()
              && session.lastComputed == Verdict.ALLOW
              && !config.enrolment().excluded().contains(session.options.provenance());
      if (assessments > 0 && good && !session.forgetPresence) {
        for (int m = 0; m < machine.modalities().size(); m++) {
          present.put(machine.modalities().get(m), session.state.assessmentsWith(m));
        }
      }
      last =
          new Standing(
              session.options.provenance(),
              session.options.vouched(),
              good,
              session.state.assessment().posterior());
      inHindsight = good ? session.hindsight.release() : inHindsight;
    }
    if (!present.isEmpty()) {
      learning.learnPresence(session.templates.presenceKey(), assessments, present);
    }
    inHindsight.forEach(held -> learning.learnInHindsight(held, last));
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
    lifted.ifPresent(this::forgive);
    return lifted;
  }

  /** Who is let back in must not be blocked again by the evidence that led to the block. */
  private void forgive(Block lifted) {
    alarms.forgive(lifted, parts.clock.millis());
    LiveSession session =
        lifted.target().kind() == BlockTarget.Kind.SESSION
            ? sessions.find(lifted.target().value())
            : null;
    if (session != null) {
      synchronized (session) {
        machine.challengePassed(session.state);
        session.trustMoved();
        session.inAlarm = false;
      }
      session.denied = false;
    }
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

  private Adjudications.Effects judged() {
    return new Adjudications.Effects() {
      @Override
      public @Nullable LiveSession open(String sessionKey) {
        return sessions.all().stream()
            .filter(session -> session.sessionKey.equals(sessionKey))
            .findFirst()
            .orElse(null);
      }

      @Override
      public void genuine(LiveSession session) {
        take(session, Feedback.GENUINE);
      }

      @Override
      public void impostor(LiveSession session) {
        take(session, Feedback.IMPOSTOR);
      }

      @Override
      public boolean retractAlarms(String sessionKey) {
        return alarms.retract(sessionKey);
      }
    };
  }

  // ---- subjects

  @Override
  public List<EnrolmentProgress> enrolment(SubjectId subject) {
    List<EnrolmentProgress> progress = new ArrayList<>();
    int minimum = config.enrolment().minimum();
    for (TemplateKey key : templates.keys(subject)) {
      if (!key.source().equals(PresenceProfile.SOURCE)) {
        samples(key)
            .ifPresent(
                count ->
                    progress.add(
                        new EnrolmentProgress(
                            key.source(), key.device(), count, minimum, isReady(key))));
      }
    }
    return progress;
  }

  private OptionalInt samples(TemplateKey key) {
    try {
      Template stored = templates.stored(key).orElse(null);
      return stored == null ? OptionalInt.empty() : OptionalInt.of(stored.samples());
    } catch (CorruptStateException e) {
      return OptionalInt.empty(); // logged where it was read; nothing is known of it
    }
  }

  private boolean isReady(TemplateKey key) {
    try {
      return models.current().load(key) instanceof TemplateAccess.Entry.Found found
          && found.template().isReady(config.enrolment());
    } catch (CorruptStateException e) {
      return false; // logged where it was read; it is not compared
    }
  }

  @Override
  public Privacy privacy() {
    return privacy;
  }

  // ---- operation

  @Override
  public Health health() {
    Map<String, Health.State> states = states();
    states.replaceAll(board::note);
    boolean live = !closed.get();
    Health.Status worst = live ? Health.Status.UP : Health.Status.DOWN;
    for (Health.State state : states.values()) {
      worst = state.status().compareTo(worst) > 0 ? state.status() : worst;
    }
    boolean ready = live && !blocks.isFull() && !deniesEverybody();
    return new Health(worst, config.mode(), config.enforcement(), live, ready, states);
  }

  private Map<String, Health.State> states() {
    Map<String, Health.State> states = new HashMap<>();
    states.put("templates", Breakers.state(breakers.templates));
    states.put(
        "blocks",
        blocks.isFull()
            ? new Health.State(Health.Status.DOWN, "full: new blocks are refused")
            : unsaved(Breakers.state(breakers.blocks)));
    Health.State stored = events.health();
    states.put(
        "events",
        stored.status() == Health.Status.UP
            ? board.lossy(
                "events", events.dropped.sum(), "security events were dropped", stored.detail())
            : stored);
    Health.State sink = Breakers.state(breakers.audit);
    states.put(
        "audit",
        sink.status() == Health.Status.UP
            ? board.lossy(
                "audit",
                audit.dropped().sum(),
                "routine records were dropped",
                sink.detail() + wiring.auditDetail() + merged())
            : sink);
    if (audit.hasSpool()) {
      states.put("spool", spoolState());
    }
    states.put(
        "sessions",
        board.lossy(
            "sessions",
            sessions.refusals.sum(),
            "sessions were refused: the limit was reached",
            sessions.size() + " open"));
    long stopped = decisions.stopped.sum();
    states.put(
        "learning",
        board.lossy(
            "learning",
            learning.failures.sum(),
            "windows could not be learned",
            learning.learned.sum()
                + " windows learned"
                + (stopped > 0 ? ", " + stopped + STOPPED : "")));
    if (samples.isOn()) {
      states.put(
          "samples",
          board.lossy(
              "samples",
              samples.dropped.sum(),
              "samples were dropped: what was learned of them cannot be replayed",
              samples.kept.sum() + " samples kept, " + samples.waiting() + " waiting"));
    }
    if (erasures.waiting() > 0) {
      states.put(
          "erasures",
          new Health.State(
              Health.Status.DEGRADED,
              erasures.waiting() + " erasures are not complete; they are repeated"));
    }
    if (drift.isOn()) {
      states.put("drift", drift.health());
    }
    models.health().ifPresent(state -> states.put("models", state));
    if (retrainings != null) {
      states.put("retraining", retrainings.health());
    }
    states.put("population", new Health.State(Health.Status.UP, population()));
    wiring.backends.forEach(
        (name, unavailable) ->
            states.put(
                "backend." + name,
                unavailable.isEmpty()
                    ? new Health.State(Health.Status.UP, "can run here")
                    : new Health.State(Health.Status.DEGRADED, unavailable)));
    return states;
  }

  private String merged() {
    long merged = audit.merged();
    return merged > 0 ? ", " + merged + " ALLOWs with nothing new merged" : "";
  }

  private Health.State spoolState() {
    String trouble = audit.spoolTrouble();
    if (trouble != null) {
      return new Health.State(Health.Status.DOWN, trouble);
    }
    int waiting = audit.spoolWaiting();
    return waiting > 0
        ? new Health.State(Health.Status.DEGRADED, waiting + " records wait for the sink")
        : new Health.State(Health.Status.UP, "empty");
  }

  /** Returns whether the failure policy turns everybody away at present, on routes without one. */
  private boolean deniesEverybody() {
    boolean noAudit =
        Breakers.isOpen(breakers.audit) && (!audit.hasSpool() || audit.spoolTrouble() != null);
    return config.mode() == Mode.ENFORCE
        && (denies(Dependency.TEMPLATES, Breakers.isOpen(breakers.templates))
            || denies(Dependency.BLOCKS, Breakers.isOpen(breakers.blocks))
            || denies(Dependency.SAMPLES, Breakers.isOpen(breakers.samples))
            || denies(Dependency.MODELS, Breakers.isOpen(breakers.models))
            || denies(Dependency.EVENTS, Breakers.isOpen(breakers.events))
            || denies(Dependency.AUDIT, noAudit));
  }

  private boolean denies(Dependency dependency, boolean down) {
    return down && config.failures().verdict(dependency, null) == Verdict.DENY;
  }

  private Health.State unsaved(Health.State state) {
    int unsaved = blocks.unsaved();
    return unsaved > 0 && state.status() == Health.Status.UP
        ? new Health.State(
            Health.Status.DEGRADED, unsaved + " blocks hold here and are not yet in the store")
        : state;
  }

  private String population() {
    return parts.population == null
        ? "one-class: nothing is known of other people"
        : parts.population.toString();
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
        sessions.size(),
        blocks.active().size(),
        learning.learned.sum(),
        learning.failures.sum(),
        new Statistics.Adaptation(
            learning.adapted.sum(),
            learning.confirmed.sum(),
            decisions.quarantined.sum(),
            decisions.stopped.sum()),
        audit.dropped().sum(),
        audit.notDurable.sum(),
        audit.listenerFailures());
  }

  @Override
  public boolean settle(Duration atMost) {
    boolean tended = tending.now(atMost.toMillis());
    long millis = atMost.toMillis();
    boolean learned = learningExecutor.awaitIdle(millis);
    boolean kept = samples.drain(millis) == 0;
    boolean followed = drift.settle(millis);
    int undone = audit.drain(millis) + events.drain(millis);
    return undone == 0 && learned && kept && followed && tended;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List.copyOf(sessions.all()).forEach(open -> close(open, SessionEnd.SHUTDOWN));
    if (!learningExecutor.awaitIdle(DRAIN_MILLIS)) {
      LOG.warn("learning did not finish within {} ms", DRAIN_MILLIS);
    }
    int unstored = events.drain(DRAIN_MILLIS);
    if (unstored > 0) {
      LOG.error("{} security events could not be stored before the shutdown", unstored);
    }
    boolean followed = drift.settle(DRAIN_MILLIS);
    if (!followed) {
      LOG.warn("drift was not looked for in all windows before the shutdown");
    }
    housekeeping.stop();
    int lost = samples.drain(DRAIN_MILLIS);
    if (lost > 0) {
      LOG.warn("{} samples could not be kept before the shutdown", lost);
    }
    int left = audit.close(DRAIN_MILLIS);
    if (left > 0) {
      LOG.error("{} audit records could not be written before the shutdown", left);
    }
    if (retrainings != null) {
      retrainings.close();
    }
    models.close();
    wiring.close();
  }
}
