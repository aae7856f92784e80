package dev.demeanor.live;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.Feedback;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.Statistics;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.event.Modality;
import dev.demeanor.machine.Assessment;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.Timings;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitor at work: carries what the pure machine answers out into the world, with bounds on
 * every wait.
 */
public final class LiveMonitor implements BehaviorMonitor {

  private static final Logger LOG = LoggerFactory.getLogger(LiveMonitor.class);
  private static final int LEARNING_QUEUE = 100_000;
  private static final long DRAIN_MILLIS = 5_000;
  private static final int OPENS_BETWEEN_SWEEPS = 1_024;
  private static final long SWEEP_MILLIS = 1_000;

  final MonitorConfig config;
  final DecisionMachine machine;
  final TemplateAccess templates;
  final Learning learning;
  final EventCounters counters = new EventCounters();

  private final MonitorParts parts;
  private final Wiring wiring;
  private final Breakers breakers;
  private final Pseudonyms pseudonyms;
  private final BlockIndex blocks;
  private final AuditTrail audit;
  private final SerialExecutor learningExecutor;
  private final String policyVersion;
  private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
  private final Map<Verdict, LongAdder> decisions = new EnumMap<>(Verdict.class);
  private final AtomicLong opens = new AtomicLong();
  private final AtomicLong lastSweepMillis = new AtomicLong();
  private final AtomicLong openings = new AtomicLong(Long.MIN_VALUE);
  private final LongAdder refusedSessions = new LongAdder();
  private final AtomicBoolean closed = new AtomicBoolean();

  private LiveMonitor(MonitorParts parts) {
    this.parts = parts;
    this.config = parts.config;
    this.pseudonyms = new Pseudonyms(parts.pseudonymKey);
    this.wiring = new Wiring(parts);
    this.breakers = new Breakers(parts.clock);
    this.machine = new DecisionMachine(wiring.extractors, config.trust(), config.enrolment());
    this.templates =
        new TemplateAccess(
            wiring.templates,
            breakers.templates,
            wiring.detectors,
            config.limits().cachedTemplates(),
            parts.ticker);
    this.audit =
        new AuditTrail(
            wiring.audit,
            breakers.audit,
            wiring.auditExecutor,
            wiring.listeners,
            config.limits().auditQueue());
    this.learningExecutor = new SerialExecutor(wiring.executor, LEARNING_QUEUE);
    this.learning =
        new Learning(templates, config.enrolment(), learningExecutor, parts.clock, audit);
    this.blocks = new BlockIndex(config.limits().blocks(), parts.clock);
    this.policyVersion = config.policyVersion();
    for (Verdict verdict : Verdict.values()) {
      decisions.put(verdict, new LongAdder());
    }
  }

  /** Makes a monitor from what a builder was given. */
  public static LiveMonitor start(MonitorParts parts) {
    LiveMonitor monitor = new LiveMonitor(parts);
    try {
      monitor.begin();
      return monitor;
    } catch (RuntimeException e) {
      monitor.wiring.close();
      throw e;
    }
  }

  private List<Block> readBlocks() {
    return Breakers.call(breakers.blocks, () -> wiring.blocks.active(parts.clock.instant()));
  }

  private void begin() {
    boolean shadow = parts.config.mode() == Mode.SHADOW;
    for (Block block : readBlocks()) {
      if (block.origin() == Block.Origin.OPERATOR || !shadow) {
        blocks.add(block); // one made while decisions were enforced sleeps in SHADOW
      }
    }
    MonitorConfig.Override override = parts.config.override();
    AuditRecord started =
        new AuditRecord.Started(
            "started-" + UUID.randomUUID(),
            parts.clock.instant(),
            parts.config.mode(),
            override == null ? null : override.actor(),
            override == null ? null : override.reason());
    audit.appendNow(List.of(started));
    audit.tell(started);
  }

  // ---- sessions

  @Override
  public BehaviorSession open(SessionOptions options) {
    if (opens.incrementAndGet() % OPENS_BETWEEN_SWEEPS == 0
        || sessions.size() >= config.limits().sessions()) {
      closeIdleSessions();
    }
    LiveSession known = sessions.get(options.session().value());
    if (known != null && known.options.subject().equals(options.subject())) {
      touch(known);
      return known;
    }
    boolean refused = closed.get() || sessions.size() >= config.limits().sessions();
    SubjectId subject = options.subject();
    LiveSession session =
        new LiveSession(
            this,
            options,
            pseudonyms.of("session", subject.tenant(), options.session().value(), nextOpening()),
            pseudonyms.of("subject", subject.tenant(), subject.account()),
            refused);
    touch(session);
    if (refused) {
      refusedSessions.increment();
      return session;
    }
    LiveSession[] replaced = new LiveSession[1];
    LiveSession stands =
        sessions.merge(
            options.session().value(),
            session,
            (old, fresh) -> {
              boolean same = old.options.subject().equals(subject);
              replaced[0] = same ? null : old;
              return same ? old : fresh;
            });
    if (replaced[0] != null) {
      replaced[0].markClosed(); // the id now belongs to somebody else who signed in with it
    }
    return stands;
  }

  /**
   * Returns a number that no other opening of a session has: an id that is opened again begins a
   * new session with decisions of its own, and their records must not pass for the old ones.
   */
  private long nextOpening() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, parts.clock.instant());
    return openings.updateAndGet(last -> Math.max(last + 1, now));
  }

  @Override
  public Optional<BehaviorSession> session(SessionId id) {
    return Optional.ofNullable(sessions.get(id.value()));
  }

  void touch(LiveSession session) {
    session.lastUsedMillis = parts.clock.millis();
  }

  private void closeIdleSessions() {
    long now = parts.clock.millis();
    long last = lastSweepMillis.get();
    boolean due = now < last || now - last >= SWEEP_MILLIS;
    if (!due || !lastSweepMillis.compareAndSet(last, now)) {
      return; // at the limit every open comes here: it must not walk all sessions each time
    }
    long idleSince = now - config.limits().sessionIdle().toMillis();
    for (LiveSession session : sessions.values()) {
      if (session.lastUsedMillis < idleSince) {
        close(session);
      }
    }
    blocks.removeExpired();
  }

  void close(LiveSession session) {
    if (!session.markClosed()) {
      return;
    }
    sessions.remove(session.options.session().value(), session);
    synchronized (session) {
      long assessments = session.state.assessmentsWithEvidence();
      boolean good = !session.impostor && session.lastComputed == Verdict.ALLOW;
      if (assessments > 0 && good && !session.forgetPresence) {
        Map<Modality, Long> present = new HashMap<>();
        for (int m = 0; m < machine.modalities().size(); m++) {
          present.put(machine.modalities().get(m), session.state.assessmentsWith(m));
        }
        learning.learnPresence(session.templates.presenceKey(), assessments, present);
      }
    }
  }

  // ---- decisions

  Decision assess(LiveSession session, @Nullable String correlationId) {
    long start = parts.ticker.getAsLong();
    long now = parts.clock.millis();
    try {
      return session.isClosed()
          ? withoutSession(session, now)
          : assess(session, correlationId, start, now);
    } catch (RuntimeException e) {
      LOG.error("assessment failed; the failure policy applies", e);
      return byFailurePolicy(
          session, now, config.templatesUnavailable(), ReasonCode.INTERNAL_ERROR);
    }
  }

  private Decision withoutSession(LiveSession session, long now) {
    return byFailurePolicy(session, now, config.templatesUnavailable(), ReasonCode.NO_SESSION);
  }

  private Decision byFailurePolicy(
      LiveSession session, long now, Verdict computed, ReasonCode reason) {
    boolean blocked = !session.access().isAllowed();
    Verdict worst = blocked ? Verdict.DENY : computed;
    Verdict effective = blocked || config.mode() == Mode.ENFORCE ? worst : Verdict.ALLOW;
    int reasons = reason.bit() | (blocked ? ReasonCode.BLOCKED.bit() : 0);
    reasons |= effective == worst ? 0 : ReasonCode.SHADOWED.bit();
    decisions.get(worst).increment();
    return new Decision(
        session.sessionKey,
        0,
        now,
        effective,
        worst,
        config.mode(),
        config.trust().prior(),
        0,
        reasons);
  }

  private Decision assess(
      LiveSession session, @Nullable String correlationId, long start, long now) {
    Deadline deadline = Deadline.in(config.deadline(), parts.ticker);
    session.lastUsedMillis = now;
    boolean templatesRead = fetchTemplates(session, deadline);
    long fetched = parts.ticker.getAsLong();
    boolean blocked = !session.access().isAllowed();
    AuditRecord.Decided record;
    synchronized (session) {
      session.templates.missing(machine, session.state);
      if (!templatesRead) {
        session.templates.storeFailed();
      }
      StateWriter prior = new StateWriter();
      session.state.trust().save(prior);
      machine.assess(session.state, session.templates, session.segment, now);
      Assessment assessment = session.state.assessment();
      Decision decision = decision(session, assessment, blocked, now);
      session.lastComputed = decision.computedVerdict();
      learnFrom(session, assessment, decision);
      record =
          new AuditRecord.Decided(
              decision,
              session.subjectKey,
              correlationId,
              session.options.segment(),
              session.segment.thresholds(),
              policyVersion,
              assessment.toEvidence(),
              prior.toByteArray());
    }
    long computed = parts.ticker.getAsLong();
    record = settle(session, record, deadline);
    long settled = parts.ticker.getAsLong();
    decisions.get(record.decision().computedVerdict()).increment();
    audit.tellDecision(
        record,
        new Timings(fetched - start, computed - fetched, settled - computed, settled - start));
    return record.decision();
  }

  /** Brings the templates that are needed into memory; returns whether all could be read. */
  private boolean fetchTemplates(LiveSession session, Deadline deadline) {
    List<TemplateKey> missing;
    synchronized (session) {
      missing = session.templates.missing(machine, session.state);
    }
    if (missing.isEmpty()) {
      return true;
    }
    CompletableFuture<Void> fetch;
    try {
      fetch = CompletableFuture.runAsync(() -> templates.loadAll(missing), wiring.executor);
    } catch (RuntimeException e) {
      fetch = CompletableFuture.failedFuture(e);
    }
    return deadline.await(fetch);
  }

  private Decision decision(LiveSession session, Assessment assessment, boolean blocked, long now) {
    int reasons = assessment.reasonBits();
    Verdict computed = assessment.verdict();
    if ((reasons & ReasonCode.TEMPLATES_UNAVAILABLE.bit()) != 0) {
      computed = computed.atLeast(config.templatesUnavailable());
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

  private void learnFrom(LiveSession session, Assessment assessment, Decision decision) {
    boolean accepted = decision.computedVerdict() == Verdict.ALLOW;
    if (session.impostor || decision.has(ReasonCode.BLOCKED)) {
      return;
    }
    for (int i = 0; i < assessment.windows(); i++) {
      AbstentionReason reason = assessment.abstention(i);
      boolean comparable = reason == null || reason == AbstentionReason.COLD_START;
      if (comparable
          && config
              .enrolment()
              .admits(
                  assessment.samples(i),
                  session.options.provenance(),
                  session.options.vouched(),
                  accepted)) {
        learning.learn(
            session.templates.key(assessment.sourceIndex(i)),
            assessment.vector(i).copy(),
            session.options.provenance(),
            session.options.vouched());
      }
    }
  }

  /**
   * Makes a record durable where it must be, blocks where a DENY asks for it, and answers what then
   * stands.
   */
  private AuditRecord.Decided settle(
      LiveSession session, AuditRecord.Decided record, Deadline deadline) {
    Decision decision = record.decision();
    if (!record.mustBeDurable()) {
      audit.enqueue(record);
      return record;
    }
    List<AuditRecord> records = new ArrayList<>();
    records.add(record);
    AuditRecord.Blocked block = automaticBlock(session, decision);
    if (block != null) {
      records.add(block);
    }
    AuditRecord.Decided notDurable = notDurable(record);
    Runnable ifLate = () -> {};
    List<AuditRecord> ifFailed = List.of(notDurable);
    if (block != null) {
      ifLate = () -> takeEffect(block);
      ifFailed = block.enforced() ? ifFailed : List.of(notDurable, block); // else it never held
    }
    if (!audit.append(records, deadline, ifLate, ifFailed)) {
      return notDurable;
    }
    if (block != null && !deadline.await(takeEffect(block))) {
      LOG.warn("block {} is in the audit, but not in the block store in time", block.id());
    }
    return record;
  }

  /** What stands when the record cannot be made durable. A block that holds keeps holding. */
  private AuditRecord.Decided notDurable(AuditRecord.Decided record) {
    Decision decision = record.decision();
    boolean byPolicy = config.mode() == Mode.ENFORCE && !decision.has(ReasonCode.BLOCKED);
    Verdict effective = byPolicy ? config.auditUnavailable() : decision.verdict();
    return withDecision(
        record, decision.with(effective, decision.computedVerdict(), ReasonCode.NOT_DURABLE));
  }

  private static AuditRecord.Decided withDecision(AuditRecord.Decided record, Decision decision) {
    return new AuditRecord.Decided(
        decision,
        record.subjectKey(),
        record.correlationId(),
        record.segment(),
        record.thresholds(),
        record.policyVersion(),
        record.evidence(),
        record.priorTrust());
  }

  private AuditRecord.@Nullable Blocked automaticBlock(LiveSession session, Decision decision) {
    if (decision.computedVerdict() != Verdict.DENY
        || !decision.has(ReasonCode.TRUST_BELOW_CHALLENGE)
        || decision.has(ReasonCode.BLOCKED)) {
      return null;
    }
    boolean enforced = config.mode() == Mode.ENFORCE;
    synchronized (session) {
      long now = decision.at().toEpochMilli();
      if (now < session.wouldBeBlockedUntilMillis) {
        return null;
      }
      session.wouldBeBlockedUntilMillis =
          enforced ? Long.MIN_VALUE : now + config.blockDuration().toMillis();
    }
    Block block =
        new Block(
            decision.id(),
            BlockTarget.session(session.options.subject().tenant(), session.options.session()),
            Block.Origin.AUTOMATIC,
            "policy " + policyVersion,
            ReasonCode.TRUST_BELOW_CHALLENGE.name(),
            decision.at(),
            decision.at().plus(config.blockDuration()));
    return new AuditRecord.Blocked(block, targetKey(block.target()), enforced);
  }

  /** Puts a durable block in force here, and sends it to the store, by which others see it. */
  private CompletableFuture<?> takeEffect(AuditRecord.Blocked blocked) {
    CompletableFuture<?> saved = CompletableFuture.completedFuture(null);
    if (blocked.enforced()) {
      try {
        blocks.add(blocked.block());
      } catch (StoreException e) {
        LOG.error("block {} cannot take effect: {}", blocked.id(), e.getMessage());
        return saved;
      }
      try {
        saved =
            CompletableFuture.runAsync(
                () -> Breakers.run(breakers.blocks, () -> wiring.blocks.save(blocked.block())),
                wiring.executor);
      } catch (RuntimeException e) {
        saved = CompletableFuture.failedFuture(e);
      }
    }
    audit.tell(blocked);
    return saved;
  }

  boolean feedback(LiveSession session, Feedback feedback) {
    AuditRecord record =
        new AuditRecord.FeedbackGiven(
            "feedback-" + UUID.randomUUID(),
            parts.clock.instant(),
            session.subjectKey,
            session.sessionKey,
            feedback.name());
    Deadline deadline = Deadline.in(config.deadline(), parts.ticker);
    if (!audit.append(List.of(record), deadline, () -> {}, List.of())) {
      return false;
    }
    synchronized (session) {
      switch (feedback) {
        case CHALLENGE_PASSED, GENUINE -> machine.challengePassed(session.state);
        case CHALLENGE_FAILED -> machine.challengeFailed(session.state);
        case IMPOSTOR -> session.impostor = true;
      }
    }
    audit.tell(record);
    return true;
  }

  // ---- blocks

  @Override
  public Access access(
      SubjectId subject, SessionId session, @Nullable String deviceId, @Nullable String address) {
    return blocks.check(subject.tenant(), subject.account(), session.value(), deviceId, address);
  }

  @Override
  public Block block(BlockTarget target, Duration lasting, String actor, String reason) {
    Instant now = parts.clock.instant();
    Block block =
        new Block(
            UUID.randomUUID().toString(),
            target,
            Block.Origin.OPERATOR,
            actor,
            reason,
            now,
            now.plus(lasting));
    if (blocks.isFull()) {
      throw new StoreException(
          "block index is full: it holds " + config.limits().blocks() + " active blocks", null);
    }
    Breakers.run(breakers.blocks, () -> wiring.blocks.save(block));
    AuditRecord record = new AuditRecord.Blocked(block, targetKey(target), true);
    try {
      audit.appendNow(List.of(record));
      blocks.add(block);
    } catch (StoreException e) {
      takeBack(block);
      throw e;
    }
    audit.tell(record);
    return block;
  }

  /** A block that was refused must not come into force at the next start. */
  private void takeBack(Block block) {
    try {
      Breakers.call(breakers.blocks, () -> wiring.blocks.remove(block.id()));
    } catch (StoreException e) {
      LOG.error("block {} was refused but stays in the block store: unblock it", block.id(), e);
    }
  }

  @Override
  public Optional<Block> unblock(String blockId, String actor, String justification) {
    if (actor.isBlank() || justification.isBlank()) {
      throw new IllegalArgumentException(
          "unblock needs an actor and a justification, neither may be blank");
    }
    Optional<Block> found = Breakers.call(breakers.blocks, () -> wiring.blocks.find(blockId));
    if (found.isEmpty()) {
      return found;
    }
    Block block = found.get();
    AuditRecord record =
        new AuditRecord.Unblocked(
            block, targetKey(block.target()), actor, justification, parts.clock.instant());
    audit.appendNow(List.of(record));
    Breakers.call(breakers.blocks, () -> wiring.blocks.remove(blockId));
    blocks.remove(block);
    audit.tell(record);
    return found;
  }

  private String targetKey(BlockTarget target) {
    String kind =
        switch (target.kind()) {
          case SESSION -> "session";
          case ACCOUNT -> "subject";
          case DEVICE -> "device";
          case ADDRESS -> "address";
        };
    return pseudonyms.of(kind, target.tenant(), target.value());
  }

  @Override
  public List<Block> blocks() {
    return blocks.active();
  }

  // ---- subjects

  @Override
  public List<EnrolmentProgress> enrolment(SubjectId subject) {
    List<EnrolmentProgress> progress = new ArrayList<>();
    for (TemplateKey key : templates.keys(subject)) {
      if (!key.source().equals(PresenceProfile.SOURCE)) {
        templates
            .stored(key)
            .ifPresent(
                template ->
                    progress.add(
                        new EnrolmentProgress(
                            key.source(),
                            key.device(),
                            template.samples(),
                            config.enrolment().minimum())));
      }
    }
    return progress;
  }

  @Override
  public int erase(SubjectId subject, String reason) {
    int erased = templates.erase(subject);
    for (LiveSession session : sessions.values()) {
      if (session.options.subject().equals(subject)) {
        session.forgetPresence = true;
      }
    }
    learning.eraseAgain(subject);
    AuditRecord record =
        new AuditRecord.Erased(
            "erased-" + UUID.randomUUID(),
            parts.clock.instant(),
            pseudonyms.of("subject", subject.tenant(), subject.account()),
            erased,
            reason);
    audit.appendNow(List.of(record));
    audit.tell(record);
    return erased;
  }

  // ---- operation

  @Override
  public Health health() {
    Map<String, Health.State> states = new HashMap<>();
    states.put("templates", Breakers.state(breakers.templates));
    states.put(
        "blocks",
        blocks.isFull()
            ? new Health.State(Health.Status.DOWN, "full: new blocks are refused")
            : Breakers.state(breakers.blocks));
    long dropped = audit.dropped.sum();
    Health.State auditState = Breakers.state(breakers.audit);
    states.put(
        "audit",
        dropped > 0 && auditState.status() == Health.Status.UP
            ? new Health.State(Health.Status.DEGRADED, dropped + " routine records were dropped")
            : auditState);
    long refused = refusedSessions.sum();
    states.put(
        "sessions",
        refused > 0
            ? new Health.State(
                Health.Status.DEGRADED, refused + " sessions were refused: the limit was reached")
            : new Health.State(Health.Status.UP, sessions.size() + " open"));
    long failures = learning.failures.sum();
    states.put(
        "learning",
        failures > 0
            ? new Health.State(Health.Status.DEGRADED, failures + " windows could not be learned")
            : new Health.State(Health.Status.UP, learning.learned.sum() + " windows learned"));
    wiring.backends.forEach(
        (name, unavailable) ->
            states.put(
                "backend." + name,
                unavailable.isEmpty()
                    ? new Health.State(Health.Status.UP, "can run here")
                    : new Health.State(Health.Status.DEGRADED, unavailable)));
    Health.Status worst = closed.get() ? Health.Status.DOWN : Health.Status.UP;
    for (Health.State state : states.values()) {
      worst = state.status().compareTo(worst) > 0 ? state.status() : worst;
    }
    return new Health(worst, config.mode(), config.override(), states);
  }

  @Override
  public Statistics statistics() {
    Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    decisions.forEach((verdict, count) -> byVerdict.put(verdict, count.sum()));
    return new Statistics(
        counters.snapshot(),
        byVerdict,
        sessions.size(),
        blocks.active().size(),
        learning.learned.sum(),
        learning.failures.sum(),
        audit.dropped.sum(),
        audit.notDurable.sum(),
        audit.listenerFailures.sum());
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List.copyOf(sessions.values()).forEach(this::close);
    if (!learningExecutor.awaitIdle(DRAIN_MILLIS)) {
      LOG.warn("learning did not finish within {} ms", DRAIN_MILLIS);
    }
    int left = audit.drain(DRAIN_MILLIS);
    if (left > 0) {
      LOG.error("{} audit records could not be written before the shutdown", left);
    }
    wiring.close();
  }
}
