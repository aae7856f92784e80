package dev.demeanor.spring.metrics;

import dev.demeanor.Access;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.SessionEnd;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Explanation;
import dev.demeanor.event.Admission;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session whose decisions are observed; all else is passed on. Thread-safe. */
final class ObservedSession implements BehaviorSession {

  private final BehaviorSession session;
  private final ObservationRegistry registry;

  ObservedSession(BehaviorSession session, ObservationRegistry registry) {
    this.session = session;
    this.registry = registry;
  }

  @Override
  public Decision assess(@Nullable String correlationId, @Nullable String route) {
    Observation observation = Observation.createNotStarted("demeanor.decision", registry);
    Supplier<Decision> deciding =
        () -> {
          Decision decision = session.assess(correlationId, route);
          observation.lowCardinalityKeyValue("decision", decision.verdict().name());
          observation.lowCardinalityKeyValue("computed", decision.computedVerdict().name());
          return decision;
        };
    return Objects.requireNonNull(observation.observe(deciding));
  }

  @Override
  public Decision assess() {
    return assess(null, null);
  }

  @Override
  public Decision assess(@Nullable String correlationId) {
    return assess(correlationId, null);
  }

  @Override
  public SessionId id() {
    return session.id();
  }

  @Override
  public SubjectId subject() {
    return session.subject();
  }

  @Override
  public int field(String name, int epoch) {
    return session.field(name, epoch);
  }

  @Override
  public int fieldOfPage(String name, int epoch) {
    return session.fieldOfPage(name, epoch);
  }

  @Override
  public Admission key(int field, int position, long pressMicros, long dwellMicros) {
    return session.key(field, position, pressMicros, dwellMicros);
  }

  @Override
  public Admission endField(int field, int keys, long timeMicros, EntryOutcome outcome) {
    return session.endField(field, keys, timeMicros, outcome);
  }

  @Override
  public Admission pair(
      KeyClass first, KeyClass second, long timeMicros, long dwellMicros, long pressToPressMicros) {
    return session.pair(first, second, timeMicros, dwellMicros, pressToPressMicros);
  }

  @Override
  public Admission pointer(PointerAction action, long timeMicros, int x, int y) {
    return session.pointer(action, timeMicros, x, y);
  }

  @Override
  public Admission visit(String template, long timeMicros) {
    return session.visit(template, timeMicros);
  }

  @Override
  public Admission feed(BehaviorEvent event) {
    return session.feed(event);
  }

  @Override
  public int feed(EventBuffer batch) {
    return session.feed(batch);
  }

  @Override
  public Access access() {
    return session.access();
  }

  @Override
  public boolean feedback(Feedback feedback) {
    return session.feedback(feedback);
  }

  @Override
  public Explanation explain() {
    return session.explain();
  }

  @Override
  public Optional<SessionEnd> ended() {
    return session.ended();
  }

  @Override
  public void close() {
    session.close();
  }
}
