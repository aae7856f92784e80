package dev.demeanor.live;

import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionEnd;
import dev.demeanor.SessionOptions;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions, by id. Bounded: idle ones are closed, and when none is idle a new one is
 * refused rather than an open one evicted. Thread-safe.
 */
final class Sessions {

  private static final int OPENS_BETWEEN_SWEEPS = 1_024;
  private static final long SWEEP_MILLIS = 1_000;

  /**
   * How often all sessions are walked where nobody waits for room: once a second costs too much.
   */
  private static final long TEND_MILLIS = 10_000;

  /** Makes a session; refused ones observe nothing. */
  interface Maker {
    LiveSession make(SessionOptions options, String sessionKey, String subjectKey, boolean refused);
  }

  private final Map<String, LiveSession> open = new ConcurrentHashMap<>();
  private final MonitorConfig.Limits limits;
  private final Clock clock;
  private final String node;
  private final Pseudonyms pseudonyms;
  private final Consumer<LiveSession> closer;
  private final AtomicLong opens = new AtomicLong();
  private final AtomicLong lastSweepMillis = new AtomicLong();
  private final AtomicLong openings = new AtomicLong(Long.MIN_VALUE);

  final LongAdder refusals = new LongAdder();

  Sessions(
      MonitorConfig.Limits limits,
      Clock clock,
      Pseudonyms pseudonyms,
      String node,
      Consumer<LiveSession> closer) {
    this.limits = limits;
    this.clock = clock;
    this.node = node;
    this.pseudonyms = pseudonyms;
    this.closer = closer;
  }

  /** Returns the open session of this id and subject, or a new one. */
  LiveSession open(SessionOptions options, boolean closing, Maker maker) {
    if (opens.incrementAndGet() % OPENS_BETWEEN_SWEEPS == 0 || open.size() >= limits.sessions()) {
      closeIdle(SWEEP_MILLIS);
    }
    SubjectId subject = options.subject();
    LiveSession known = open.get(options.session().value());
    if (known != null && known.options.subject().equals(subject)) {
      touch(known);
      return known;
    }
    boolean refused = closing || open.size() >= limits.sessions();
    String sessionKey =
        pseudonyms.of("session", subject.tenant(), options.session().value(), opening());
    String subjectKey = pseudonyms.of("subject", subject.tenant(), subject.account());
    LiveSession session = maker.make(options, sessionKey, subjectKey, refused);
    touch(session);
    if (refused) {
      refusals.increment();
      return session;
    }
    return put(session);
  }

  private LiveSession put(LiveSession session) {
    @Nullable LiveSession[] replaced = new LiveSession[1];
    LiveSession stands =
        open.merge(
            session.options.session().value(),
            session,
            (old, fresh) -> {
              boolean same = old.options.subject().equals(fresh.options.subject());
              replaced[0] = same ? null : old;
              return same ? old : fresh;
            });
    if (replaced[0] != null) {
      replaced[0].markClosed(
          SessionEnd.REPLACED); // the id now belongs to somebody else who signed in with it
    }
    return stands;
  }

  /**
   * Returns a number that no other opening of a session has: an id that is opened again begins a
   * new session with decisions of its own, and their records must not pass for the old ones.
   */
  private long nextOpening() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return openings.updateAndGet(last -> Math.max(last + 1, now));
  }

  /** Returns what tells this opening from those of other nodes, too. */
  private String opening() {
    return node + '\0' + nextOpening();
  }

  @Nullable LiveSession find(String id) {
    return open.get(id);
  }

  void remove(LiveSession session) {
    open.remove(session.options.session().value(), session);
  }

  /** Returns the open sessions of a subject. */
  List<LiveSession> of(SubjectId subject) {
    return open.values().stream()
        .filter(session -> session.options.subject().equals(subject))
        .toList();
  }

  Collection<LiveSession> all() {
    return open.values();
  }

  int size() {
    return open.size();
  }

  Health.State health(HealthBoard board) {
    return board.lossy(
        "sessions",
        refusals.sum(),
        "sessions were refused: the limit was reached",
        size() + " open");
  }

  void touch(LiveSession session) {
    session.usedAt(clock.millis());
  }

  /** Closes idle sessions, at most every ten seconds; for who comes by now and then. */
  void tend() {
    closeIdle(TEND_MILLIS);
  }

  private void closeIdle(long everyMillis) {
    long now = clock.millis();
    long last = lastSweepMillis.get();
    boolean due = now < last || now - last >= everyMillis;
    if (!due || !lastSweepMillis.compareAndSet(last, now)) {
      return; // at the limit every open comes here: it must not walk all sessions each time
    }
    long idleSince = now - limits.sessionIdle().toMillis();
    for (LiveSession session : open.values()) {
      if (session.lastUsedMillis(now) < idleSince) {
        closer.accept(session);
      }
    }
  }
}
