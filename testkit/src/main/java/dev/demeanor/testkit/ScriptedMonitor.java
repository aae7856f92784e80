package dev.demeanor.testkit;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.FactorAccess;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.Privacy;
import dev.demeanor.SessionOptions;
import dev.demeanor.Statistics;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventKind;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.Script.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A monitor that answers what a test scripts, so that a filter can be tested without any behaviour.
 *
 * <pre>{@code
 * ScriptedMonitor monitor = new ScriptedMonitor(clock);
 * monitor.script(Verdict.ALLOW, Verdict.CHALLENGE);   // the last one is repeated
 * filter(monitor).handle(request);
 * assertThat(monitor.scripted(sessionId).feedback()).containsExactly(Feedback.CHALLENGE_PASSED);
 * }</pre>
 *
 * <p>Decisions come from one script, in the order in which all sessions ask. Blocks are real: what
 * {@link #block} keeps out stays out until it expires by the clock or is lifted, and decisions are
 * DENY with {@code BLOCKED} meanwhile; a scripted DENY makes no block. Thread-safe.
 */
public final class ScriptedMonitor implements BehaviorMonitor {

  private final Clock clock;
  private final Script script = new Script();
  private final Map<SessionId, ScriptedSession> open = new LinkedHashMap<>();
  private final Map<SessionId, ScriptedSession> all = new LinkedHashMap<>();
  private final Map<SubjectId, List<EnrolmentProgress>> enrolment = new HashMap<>();
  private final Map<Verdict, Long> decisions = new EnumMap<>(Verdict.class);
  private final Map<Consequence, Long> consequences = new EnumMap<>(Consequence.class);
  private final ScriptedBlocks blocks = new ScriptedBlocks();
  private final ScriptedPrivacy privacy = new ScriptedPrivacy(this::forget);
  private final Map<List<Object>, FactorAccess> factors = new HashMap<>();
  private final Map<List<Object>, Integer> factorFailures = new HashMap<>();
  private final ScriptedEvents events = new ScriptedEvents();
  private Mode mode = Mode.ENFORCE;
  private Health health =
      new Health(
          Health.Status.UP,
          Mode.ENFORCE,
          new MonitorConfig.Enforcement("test", "answers are scripted"),
          Map.of());
  private boolean closed;

  /** Makes a monitor in ENFORCE that answers ALLOW. */
  public ScriptedMonitor(Clock clock) {
    this.clock = clock;
  }

  /**
   * Replaces what is left of the script; the last verdict is repeated for ever. Reasons are those
   * of the thresholds.
   */
  public void script(Verdict first, Verdict... next) {
    script.replace(Stream.concat(Stream.of(first), Stream.of(next)).map(Answer::of));
  }

  /** Replaces what is left of the script by one verdict with these reasons, repeated for ever. */
  public void scriptReasons(Verdict verdict, ReasonCode... reasons) {
    script.replace(Stream.of(Answer.of(verdict, reasons)));
  }

  /** Sets the mode: in SHADOW a scripted verdict is only the computed one. */
  public synchronized void scriptMode(Mode newMode) {
    mode = newMode;
  }

  /** Sets what {@link #enrolment} answers for a subject; nothing when left out. */
  public synchronized void scriptEnrolment(SubjectId subject, EnrolmentProgress... progress) {
    enrolment.put(subject, List.of(progress));
  }

  /** Sets what {@link #health} answers; UP when left out. */
  public synchronized void scriptHealth(Health newHealth) {
    health = newHealth;
  }

  /**
   * Returns a session, open or closed, to look at what it was given.
   *
   * @throws NoSuchElementException if no session with this id was ever opened
   */
  public synchronized ScriptedSession scripted(SessionId id) {
    ScriptedSession session = all.get(id);
    if (session == null) {
      throw new NoSuchElementException("no session with this id was opened");
    }
    return session;
  }

  /** Returns the session that was opened last, whether it is still open or not. */
  public synchronized Optional<ScriptedSession> latest() {
    return all.values().stream().reduce((earlier, later) -> later);
  }

  /** Returns how many sessions are open. */
  public synchronized int openSessions() {
    return open.size();
  }

  @Override
  public synchronized ScriptedSession open(SessionOptions options) {
    ScriptedSession there = open.get(options.session());
    if (there != null) {
      return there;
    }
    ScriptedSession session = new ScriptedSession(this, options, closed);
    all.put(options.session(), session);
    if (!closed) {
      open.put(options.session(), session);
    }
    return session;
  }

  @Override
  public synchronized Optional<BehaviorSession> session(SessionId id) {
    return Optional.ofNullable(open.get(id));
  }

  @Override
  public Access access(
      SubjectId subject, SessionId session, @Nullable String deviceId, @Nullable String address) {
    return blocks.access(clock.instant(), subject, session, deviceId, address);
  }

  @Override
  public Block block(BlockTarget target, Duration lasting, String actor, String reason) {
    return blocks.add(target, lasting, actor, reason, clock.instant());
  }

  @Override
  public Optional<Block> unblock(String blockId, String actor, String justification) {
    if (actor.isBlank() || justification.isBlank()) {
      throw new IllegalArgumentException(
          "unblock needs an actor and a justification, neither may be blank");
    }
    return blocks.remove(blockId);
  }

  @Override
  public Optional<Block> extend(String blockId, Duration lasting, String actor, String reason) {
    return blocks.extend(blockId, lasting, clock.instant());
  }

  /** Sets whether a factor of a subject is refused until a time; allowed when left out. */
  public synchronized void scriptFactor(SubjectId subject, String factor, FactorAccess access) {
    factors.put(List.of(subject, factor), access);
  }

  @Override
  public synchronized FactorAccess factor(SubjectId subject, String factor) {
    return factors.getOrDefault(List.of(subject, factor), FactorAccess.Allowed.INSTANCE);
  }

  /** Counts the failure and answers as scripted. */
  @Override
  public synchronized FactorAccess factorFailed(
      SubjectId subject, String factor, @Nullable String deviceId, @Nullable String address) {
    factorFailures.merge(List.of(subject, factor), 1, Integer::sum);
    return factor(subject, factor);
  }

  @Override
  public synchronized void factorSucceeded(SubjectId subject, String factor) {
    factorFailures.remove(List.of(subject, factor));
  }

  /** Returns how often a factor was said to fail since it last succeeded. */
  public synchronized int factorFailures(SubjectId subject, String factor) {
    return factorFailures.getOrDefault(List.of(subject, factor), 0);
  }

  /** Adds a security event for {@link #securityEvents} to find. */
  public void scriptSecurityEvent(SecurityEvent event) {
    events.record(event);
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

  /** Changes the judgement; nothing else follows. */
  @Override
  public SaveResult adjudicate(
      String tenant,
      String id,
      Adjudication adjudication,
      long expectedVersion,
      boolean liftBlock) {
    return events.adjudicate(tenant, id, adjudication, expectedVersion);
  }

  @Override
  public String subjectKey(SubjectId subject) {
    return "scripted-" + Integer.toHexString(subject.hashCode());
  }

  @Override
  public List<Block> blocks() {
    return blocks.active(clock.instant());
  }

  @Override
  public synchronized List<EnrolmentProgress> enrolment(SubjectId subject) {
    return enrolment.getOrDefault(subject, List.of());
  }

  @Override
  public Privacy privacy() {
    return privacy;
  }

  private synchronized int forget(SubjectId subject) {
    List<EnrolmentProgress> erased = enrolment.remove(subject);
    return erased == null ? 0 : erased.size();
  }

  @Override
  public synchronized Health health() {
    return health;
  }

  @Override
  public Statistics statistics() {
    Map<EventKind, Map<Admission, Long>> events = new EnumMap<>(EventKind.class);
    for (ScriptedSession session :
        everOpened()) { // a session's lock is never taken under the monitor's
      session.fed().forEach((kind, counts) -> events.merge(kind, counts, ScriptedMonitor::sum));
    }
    synchronized (this) {
      return new Statistics(
          events,
          decisions,
          consequences,
          0,
          0,
          0,
          open.size(),
          blocks().size(),
          0,
          0,
          Statistics.Adaptation.NONE,
          0,
          0,
          0,
          0);
    }
  }

  private synchronized List<ScriptedSession> everOpened() {
    return new ArrayList<>(all.values());
  }

  /** Nothing is ever left to settle. */
  @Override
  public boolean settle(Duration atMost) {
    return true;
  }

  @Override
  public void close() {
    List<ScriptedSession> sessions;
    synchronized (this) {
      closed = true;
      sessions = new ArrayList<>(open.values());
    }
    sessions.forEach(ScriptedSession::close);
  }

  synchronized Decision decide(ScriptedSession session, long sequence, boolean sessionClosed) {
    boolean blocked = !session.access().isAllowed();
    Answer answer = answer(blocked, sessionClosed);
    decisions.merge(answer.verdict(), 1L, Long::sum);
    consequences.merge(Consequence.of(answer.verdict(), answer.reasonBits()), 1L, Long::sum);
    boolean shadowed = mode == Mode.SHADOW && !blocked && answer.verdict() != Verdict.ALLOW;
    return new Decision(
        "scripted",
        sequence,
        clock.millis(),
        shadowed ? Verdict.ALLOW : answer.verdict(),
        answer.verdict(),
        mode,
        answer.trust(),
        sessionClosed ? 0 : 1,
        answer.reasonBits() | (shadowed ? ReasonCode.SHADOWED.bit() : 0));
  }

  private Answer answer(boolean blocked, boolean sessionClosed) {
    if (blocked) {
      return Answer.of(Verdict.DENY, ReasonCode.BLOCKED);
    }
    return sessionClosed ? Answer.of(Verdict.ALLOW, ReasonCode.NO_SESSION) : script.next();
  }

  synchronized void closed(ScriptedSession session) {
    open.remove(session.id(), session);
  }

  private static Map<Admission, Long> sum(Map<Admission, Long> one, Map<Admission, Long> other) {
    Map<Admission, Long> sum = new EnumMap<>(one);
    other.forEach((admission, count) -> sum.merge(admission, count, Long::sum));
    return sum;
  }
}
