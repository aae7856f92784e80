package dev.demeanor.testkit;

import dev.demeanor.Access;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.SessionEnd;
import dev.demeanor.SessionOptions;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Explanation;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Admission;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session of a {@link ScriptedMonitor}: decides by the script, compares nothing, and counts what
 * it was fed without keeping any of it. Events get the answers a real session gives to their
 * numbers: out of range, undeclared field, closed. Thread-safe.
 */
public final class ScriptedSession implements BehaviorSession {

  private static final Pattern FIELD_NAME = Pattern.compile("[a-z0-9._-]{1,58}");

  private final ScriptedMonitor monitor;
  private final SessionOptions options;
  private final List<String> fields = new ArrayList<>();
  private final Map<EventKind, Map<Admission, Long>> fed = new EnumMap<>(EventKind.class);
  private final List<Feedback> feedback = new ArrayList<>();
  private final EventBuffer scratch = new EventBuffer(1);
  private @Nullable Decision last;
  private long assessments;
  private @Nullable String route;
  private boolean closed;

  ScriptedSession(ScriptedMonitor monitor, SessionOptions options, boolean closed) {
    this.monitor = monitor;
    this.options = options;
    this.closed = closed;
  }

  /** Returns the options it was opened with. */
  public SessionOptions options() {
    return options;
  }

  /** Returns how many events of a kind became this. */
  public synchronized long fed(EventKind kind, Admission admission) {
    return fed.getOrDefault(kind, Map.of()).getOrDefault(admission, 0L);
  }

  /** Returns the feedback given so far, in order. */
  public synchronized List<Feedback> feedback() {
    return List.copyOf(feedback);
  }

  /** Returns how often a decision was asked for. */
  public synchronized long assessments() {
    return assessments;
  }

  /** Returns the route that the latest decision was told; empty when it was told none. */
  public synchronized Optional<String> route() {
    return Optional.ofNullable(route);
  }

  /** Returns whether it was closed. */
  public synchronized boolean isClosed() {
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
  public Optional<SessionEnd> ended() {
    if (isClosed()) {
      return Optional.of(SessionEnd.CLOSED);
    }
    if (access() instanceof Access.Blocked blocked) {
      return Optional.of(SessionEnd.valueOf(blocked.block().target().kind() + "_BLOCKED"));
    }
    Decision latest = last();
    return latest != null && latest.consequence().endsSession()
        ? Optional.of(SessionEnd.DENIED)
        : Optional.empty();
  }

  private synchronized @Nullable Decision last() {
    return last;
  }

  @Override
  public synchronized int field(String name, int epoch) {
    String field = name + "/" + epoch;
    int number = fields.indexOf(field);
    if (number >= 0) {
      return number;
    }
    if (epoch < 0 || !FIELD_NAME.matcher(name).matches() || fields.size() > EventBuffer.MAX_FIELD) {
      return -1;
    }
    fields.add(field);
    return fields.size() - 1;
  }

  @Override
  public int fieldOfPage(String name, int epoch) {
    return field(name, epoch);
  }

  @Override
  public synchronized Admission key(int field, int position, long pressMicros, long dwellMicros) {
    scratch.clear();
    Admission range = scratch.addFixedTextKey(field, position, pressMicros, dwellMicros);
    return count(EventKind.FIXED_TEXT_KEY, admit(field, range));
  }

  @Override
  public synchronized Admission endField(
      int field, int keys, long timeMicros, EntryOutcome outcome) {
    scratch.clear();
    Admission range = scratch.addFixedTextEnd(field, keys, timeMicros, outcome);
    Admission answer = admit(field, range);
    boolean lost = answer == Admission.ACCEPTED && outcome != EntryOutcome.COMPLETED;
    return count(EventKind.FIXED_TEXT_END, lost ? Admission.INCOMPLETE : answer);
  }

  @Override
  public synchronized Admission feed(BehaviorEvent event) {
    if (event instanceof BehaviorEvent.FixedTextKey key) {
      return key(key.field(), key.position(), key.timeMicros(), key.dwellMicros());
    } else if (event instanceof BehaviorEvent.FixedTextEnd end) {
      return endField(end.field(), end.keys(), end.timeMicros(), end.outcome());
    }
    return count(event.kind(), closed ? Admission.NO_SESSION : Admission.ACCEPTED);
  }

  @Override
  public synchronized int feed(EventBuffer batch) {
    int accepted = 0;
    for (int i = 0; i < batch.size(); i++) {
      accepted += feed(batch.get(i)) == Admission.ACCEPTED ? 1 : 0;
    }
    return accepted;
  }

  private Admission admit(int field, Admission range) {
    if (closed) {
      return Admission.NO_SESSION;
    }
    if (field < 0 || (range == Admission.ACCEPTED && field >= fields.size())) {
      return Admission.UNKNOWN_SOURCE;
    }
    return range;
  }

  private Admission count(EventKind kind, Admission answer) {
    fed.computeIfAbsent(kind, k -> new EnumMap<>(Admission.class)).merge(answer, 1L, Long::sum);
    return answer;
  }

  @Override
  public synchronized Decision assess(@Nullable String correlationId, @Nullable String givenRoute) {
    route = givenRoute;
    Decision decision = monitor.decide(this, ++assessments, closed);
    last = decision;
    return decision;
  }

  @Override
  public Access access() {
    return monitor.access(subject(), id(), options.deviceId(), options.address());
  }

  @Override
  public synchronized boolean feedback(Feedback given) {
    if (closed) {
      return false;
    }
    feedback.add(Objects.requireNonNull(given, "feedback"));
    return true;
  }

  /** Returns trust and confidence of the last decision, without sources: nothing was compared. */
  @Override
  public synchronized Explanation explain() {
    double trust = last == null ? Script.Answer.of(Verdict.ALLOW).trust() : last.trust();
    double confidence = last == null ? 0 : last.confidence();
    return new Explanation(trust, confidence, Thresholds.DEFAULT, List.of());
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    monitor.closed(this);
  }

  @Override
  public String toString() {
    return "ScriptedSession[" + options + "]";
  }

  synchronized Map<EventKind, Map<Admission, Long>> fed() {
    Map<EventKind, Map<Admission, Long>> copy = new EnumMap<>(EventKind.class);
    fed.forEach((kind, counts) -> copy.put(kind, Map.copyOf(counts)));
    return copy;
  }
}
