package dev.demeanor.live;

import dev.demeanor.Access;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.SessionEnd;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Explanation;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.Quarantine;
import dev.demeanor.event.Admission;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Route;
import dev.demeanor.event.Source;
import dev.demeanor.machine.SessionState;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session of a {@link LiveMonitor}. Its lock guards the state and is never held across I/O. */
final class LiveSession implements BehaviorSession {

  private static final int EVENTS_WITHOUT_CLOCK = 32;
  private static final long CLOCK_GRAIN_MICROS = 1_000_000;

  final LiveMonitor monitor;
  final SessionOptions options;
  final SegmentPolicy segment;
  final String sessionKey;
  final String subjectKey;

  /** In which order listeners hear of this session's decisions. */
  final Tellings tellings = new Tellings();

  /** Guarded by this. */
  final SessionState state;

  /** Guarded by this. */
  final SessionTemplates templates;

  /** Guarded by this: one event on its way into the machine. */
  private final EventBuffer one = new EventBuffer(1);

  /** Guarded by this: what is learned only when a challenge is passed. */
  final Quarantine quarantine;

  /** Guarded by this: what is learned in hindsight. */
  final Quarantine hindsight = new Quarantine(AdaptationPolicy.HINDSIGHT + 1);

  /** Guarded by this: nothing is learned from a session that was not the subject's. */
  boolean impostor;

  /** Guarded by this. */
  Verdict lastComputed = Verdict.ALLOW;

  /** Guarded by this: the last decision without a block was DENY for want of trust. */
  boolean inAlarm;

  /** Guarded by this: fields of which the host has said that their text has changed. */
  private Set<Source> raisedByHost = Set.of();

  /** Guarded by this: something else than a decision has moved trust since the last one. */
  private boolean trustMoved;

  /** Guarded by this: it was told that a template adapts no more. */
  boolean stoppedTold;

  /** Where a candidate version sees the session; used by its comparison only. */
  volatile @Nullable ShadowTrust shadow;

  /** What was learned of the subject was erased while the session was open. */
  volatile boolean forgetPresence;

  /** When the clock was last read for a call; see {@link #useByEvent}. */
  private volatile long lastUsedMillis;

  /** A check of access counts as use without reading a clock: whoever asks next says when. */
  private volatile boolean accessed;

  /** Guarded by this: time of the event at which the clock was last read, and events since. */
  private long clockReadAtMicros;

  private int eventsSinceClock = EVENTS_WITHOUT_CLOCK;

  private volatile boolean closed;

  private volatile @Nullable SessionEnd end;

  /** A decision with an effect on this session came to its end. */
  volatile boolean denied;

  LiveSession(
      LiveMonitor monitor,
      SessionOptions options,
      String sessionKey,
      String subjectKey,
      boolean refused) {
    this.monitor = monitor;
    this.options = options;
    this.segment = monitor.config.segment(options.segment());
    this.sessionKey = sessionKey;
    this.subjectKey = subjectKey;
    this.state = monitor.machine.newSession();
    this.templates = new SessionTemplates(options.subject(), options.device(), monitor.templates);
    this.quarantine = new Quarantine(monitor.config.enrolment().adaptation().quarantine());
    this.closed = refused;
    this.end = refused ? SessionEnd.REFUSED : null;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public SessionId id() {
    return options.session();
  }

  @Override
  public SubjectId subject() {
    return options.subject();
  }

  @Override
  public int field(String name, int epoch) {
    return declare(name, epoch, true);
  }

  @Override
  public int fieldOfPage(String name, int epoch) {
    return declare(name, epoch, false);
  }

  private int declare(String name, int epoch, boolean byHost) {
    monitor.touch(this);
    Source source;
    try {
      source = Source.fixedText(name, epoch);
    } catch (IllegalArgumentException e) {
      return -1;
    }
    int number;
    boolean raised;
    synchronized (this) {
      number = closed ? -1 : monitor.machine.declareField(state, source);
      raised = byHost && epoch > 0 && number >= 0 && !raisedByHost.contains(source);
      if (raised) {
        raisedByHost = new HashSet<>(raisedByHost);
        raisedByHost.add(source);
      }
    }
    if (raised) { // once a session, not with every page
      monitor.learning.eraseEarlierEpochs(templates.key(source), subjectKey);
    }
    return number;
  }

  @Override
  public synchronized Admission key(int field, int position, long pressMicros, long dwellMicros) {
    one.clear();
    Admission added = one.addFixedTextKey(field, position, pressMicros, dwellMicros);
    return observeOne(EventKind.FIXED_TEXT_KEY, added);
  }

  @Override
  public synchronized Admission endField(
      int field, int keys, long timeMicros, EntryOutcome outcome) {
    one.clear();
    Admission added = one.addFixedTextEnd(field, keys, timeMicros, outcome);
    return observeOne(EventKind.FIXED_TEXT_END, added);
  }

  @Override
  public synchronized Admission pair(
      KeyClass first, KeyClass second, long timeMicros, long dwellMicros, long pressToPressMicros) {
    one.clear();
    Admission added =
        one.addFreeTextPair(first, second, timeMicros, dwellMicros, pressToPressMicros);
    return observeOne(EventKind.FREE_TEXT_PAIR, added);
  }

  @Override
  public synchronized Admission pointer(PointerAction action, long timeMicros, int x, int y) {
    one.clear();
    return observeOne(EventKind.POINTER, one.addPointer(action, timeMicros, x, y));
  }

  @Override
  public synchronized Admission visit(String template, long timeMicros) {
    one.clear();
    return observeOne(EventKind.VISIT, one.addVisit(Route.number(template), timeMicros));
  }

  @Override
  public synchronized Admission feed(BehaviorEvent event) {
    one.clear();
    return observeOne(event.kind(), one.add(event));
  }

  private Admission observeOne(EventKind kind, Admission added) {
    useByEvent(added);
    Admission answer = added == Admission.ACCEPTED ? observe(one, 0) : added;
    monitor.counters.count(kind, answer);
    return answer;
  }

  /**
   * Notes that a single event came. The clock is read when the client's own time has moved by a
   * second, and for every 32nd event whatever its time: reading it for each would be a part of what
   * an event costs. When a session was last used is thus known to a second of the client's time.
   */
  private void useByEvent(Admission added) {
    if (added == Admission.ACCEPTED && ++eventsSinceClock <= EVENTS_WITHOUT_CLOCK) {
      long moved = one.timeMicros(0) - clockReadAtMicros;
      if (moved < CLOCK_GRAIN_MICROS && moved > -CLOCK_GRAIN_MICROS) {
        return;
      }
    }
    monitor.touch(this);
    eventsSinceClock = 0;
    clockReadAtMicros = added == Admission.ACCEPTED ? one.timeMicros(0) : clockReadAtMicros;
  }

  /** Notes that the session was used at this time. */
  void usedAt(long nowMillis) {
    if (lastUsedMillis != nowMillis) { // a write that others can see waits for those before it
      lastUsedMillis = nowMillis;
    }
  }

  /** Returns when the session was last used; since the last question, by access only: now. */
  long lastUsedMillis(long nowMillis) {
    if (accessed) {
      accessed = false;
      usedAt(nowMillis);
    }
    return lastUsedMillis;
  }

  @Override
  public synchronized int feed(EventBuffer batch) {
    monitor.touch(this);
    int accepted = 0;
    int run = 0; // accepted and not yet counted; counting costs as much as observing
    for (int i = 0; i < batch.size(); i++) {
      EventKind kind = batch.kind(i);
      Admission answer = observe(batch, i);
      if (answer == Admission.ACCEPTED) {
        accepted++;
        run++;
      } else {
        monitor.counters.count(kind, answer);
      }
      if (run > 0 && (i + 1 == batch.size() || batch.kind(i + 1) != kind)) {
        monitor.counters.add(kind, Admission.ACCEPTED, run);
        run = 0;
      }
    }
    return accepted;
  }

  private Admission observe(EventBuffer events, int index) {
    if (closed) {
      return Admission.NO_SESSION;
    }
    return templates.isWithdrawn()
        ? Admission.NO_CONSENT
        : monitor.machine.observe(state, events, index);
  }

  @Override
  public Decision assess(@Nullable String correlationId, @Nullable String route) {
    return monitor.assess(this, correlationId, route);
  }

  @Override
  public Access access() {
    if (!accessed) {
      accessed = true;
    }
    return accessNow();
  }

  /** Returns the same without counting as use. */
  Access accessNow() {
    return monitor.access(
        options.subject(), options.session(), options.deviceId(), options.address());
  }

  @Override
  public boolean feedback(Feedback feedback) {
    return monitor.feedback(this, feedback);
  }

  @Override
  public synchronized Explanation explain() {
    return monitor.machine.explain(state, segment);
  }

  @Override
  public Optional<SessionEnd> ended() {
    SessionEnd why = end;
    if (why != null) {
      return Optional.of(why);
    }
    if (accessNow() instanceof Access.Blocked blocked) {
      return Optional.of(
          switch (blocked.block().target().kind()) {
            case SESSION -> SessionEnd.SESSION_BLOCKED;
            case DEVICE -> SessionEnd.DEVICE_BLOCKED;
            case ADDRESS -> SessionEnd.ADDRESS_BLOCKED;
            case ACCOUNT -> SessionEnd.ACCOUNT_BLOCKED;
          });
    }
    return denied ? Optional.of(SessionEnd.DENIED) : Optional.empty();
  }

  @Override
  public void close() {
    monitor.close(this, SessionEnd.CLOSED);
  }

  /** Takes into account that the subject withdrew consent, or gave it again. */
  synchronized void consentChanged(boolean withdrawn) {
    templates.consentChanged(withdrawn);
    if (withdrawn) {
      forgetPresence = true;
      dropWaiting();
    }
  }

  /** Marks the session as closed; returns whether it was open. */
  synchronized boolean markClosed(SessionEnd why) {
    boolean open = !closed;
    closed = true;
    end = open ? why : end;
    return open;
  }

  /**
   * Returns whether a decision is DENY for want of trust by something it had not seen before: new
   * evidence, or a way into DENY. Called under this lock, once for each decision.
   */
  boolean isNews(AuditRecord.Decided record) {
    Decision decision = record.decision();
    if (decision.has(ReasonCode.BLOCKED)) {
      return false;
    }
    boolean denied =
        decision.computedVerdict() == Verdict.DENY
            && decision.has(ReasonCode.TRUST_BELOW_CHALLENGE);
    boolean wasInAlarm = inAlarm;
    inAlarm = denied;
    return denied
        && (!wasInAlarm || record.evidence().stream().anyMatch(Evidence.Present.class::isInstance));
  }

  /** A challenge or an operator moved trust; called under this lock. */
  void trustMoved() {
    trustMoved = true;
  }

  /**
   * Returns whether nothing but a decision has moved trust since the last decision. Called under
   * this lock, once for each decision.
   */
  boolean goesOn() {
    boolean goesOn = !trustMoved;
    trustMoved = false;
    return goesOn;
  }

  /** Returns the windows that a passed challenge vouches for; called under this lock. */
  List<Quarantine.Held> releaseVouched() {
    List<Quarantine.Held> vouched = new ArrayList<>(hindsight.release());
    vouched.addAll(quarantine.release());
    return vouched;
  }

  /** Forgets the windows that wait to be learned; called under this lock. */
  void dropWaiting() {
    hindsight.drop();
    quarantine.drop();
  }
}
