package dev.demeanor.live;

import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SecurityEventKind;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.enrolment.Quarantine;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.subject.Provenance;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a session by who knows better: the host after a challenge, a reviewer, an
 * operator who lifts a block. Feedback is recorded before it changes trust, alarms and what is
 * learned. Thread-safe.
 */
final class Feedbacks implements Adjudications.Effects {

  private final MonitorConfig config;
  private final Clock clock;
  private final LongSupplier ticker;
  private final DecisionMachine machine;
  private final Sessions sessions;
  private final ShadowScoring shadow;
  private final Learning learning;
  private final AlarmBook alarms;
  private final SecurityEvents events;
  private final AuditTrail audit;

  Feedbacks(
      MonitorParts parts,
      DecisionMachine machine,
      Sessions sessions,
      ShadowScoring shadow,
      Learning learning,
      AlarmBook alarms,
      SecurityEvents events,
      AuditTrail audit) {
    this.config = parts.config;
    this.clock = parts.clock;
    this.ticker = parts.ticker;
    this.machine = machine;
    this.sessions = sessions;
    this.shadow = shadow;
    this.learning = learning;
    this.alarms = alarms;
    this.events = events;
    this.audit = audit;
  }

  /** Takes what the host says of a session; returns whether it could be recorded in time. */
  boolean give(LiveSession session, Feedback feedback) {
    AuditRecord record =
        new AuditRecord.FeedbackGiven(
            "feedback-" + UUID.randomUUID(),
            clock.instant(),
            session.subjectKey,
            session.sessionKey,
            feedback.name(),
            session.options.subject().tenant());
    Deadline deadline = Deadline.in(config.deadline(), ticker);
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

  /** Who is let back in must not be blocked again by the evidence that led to the block. */
  void forgive(Block lifted) {
    alarms.forgive(lifted, clock.millis());
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
}
