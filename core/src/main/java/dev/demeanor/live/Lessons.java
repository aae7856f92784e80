package dev.demeanor.live;

import dev.demeanor.SecurityEventKind;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.enrolment.Lesson;
import dev.demeanor.enrolment.Standing;
import dev.demeanor.machine.Assessment;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.TemplateKey;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is to be learned, kept or looked at of the windows behind a decision. Called under the
 * session's lock, so that nothing is done here: each lesson is a task, with copies of its own, that
 * the caller runs when it has let go. Thread-safe.
 */
final class Lessons {

  private final EnrolmentPolicy policy;
  private final ShadowScoring shadow;
  private final DriftFollowing drift;
  private final Learning learning;
  private final SecurityEvents events;
  private final SampleKeeper samples;

  /** Windows put aside until a challenge is passed. */
  final LongAdder quarantined = new LongAdder();

  /** Decisions on a subject one of whose templates no longer adapts by itself. */
  final LongAdder stopped = new LongAdder();

  /** Decisions in which a window was held to the anchor of its template. */
  final LongAdder held = new LongAdder();

  Lessons(
      EnrolmentPolicy policy,
      ShadowScoring shadow,
      DriftFollowing drift,
      Learning learning,
      SecurityEvents events,
      SampleKeeper samples) {
    this.policy = policy;
    this.shadow = shadow;
    this.drift = drift;
    this.learning = learning;
    this.events = events;
    this.samples = samples;
  }

  /** Adds the tasks that follow from a decision. */
  void add(
      LiveSession session,
      Assessment assessment,
      Decision decision,
      long now,
      List<Runnable> lessons) {
    if (samples.isOn()) {
      addSamples(session, assessment, decision, lessons);
    }
    addLearning(session, assessment, decision, lessons);
    Runnable again = shadow.note(session, assessment, decision.computedVerdict(), now);
    if (again != null) {
      lessons.add(again);
    }
    if (!isExcluded(session)) {
      Runnable follow = drift.note(session, assessment, decision);
      if (follow != null) {
        lessons.add(follow);
      }
    }
  }

  private boolean isExcluded(LiveSession session) {
    return policy.excluded().contains(session.options.provenance());
  }

  /** Adds the keeping of the windows that were assessed, in copies of their own. */
  private void addSamples(
      LiveSession session, Assessment assessment, Decision decision, List<Runnable> lessons) {
    boolean genuine =
        decision.computedVerdict() == Verdict.ALLOW
            && !decision.has(ReasonCode.CHALLENGE_FAILED)
            && !session.impostor
            && !isExcluded(session);
    for (int i = 0; i < assessment.windows(); i++) {
      EnrolledTemplate template = assessment.template(i);
      KeptWindow window =
          new KeptWindow(
              decision.id(),
              i,
              genuine,
              template == null ? 0 : template.version(),
              assessment.prior(i),
              assessment.vector(i).copy());
      TemplateKey key = session.templates.key(assessment.sourceIndex(i));
      lessons.add(() -> samples.window(window, key, decision.at(), session.options.provenance()));
    }
  }

  /** Adds what is to be learned of the windows that were assessed, in copies of their own. */
  private void addLearning(
      LiveSession session, Assessment assessment, Decision decision, List<Runnable> lessons) {
    if (decision.has(ReasonCode.ADAPTATION_STOPPED)) {
      stopped.increment();
      if (!session.stoppedTold) {
        session.stoppedTold = true;
        lessons.add(() -> events.record(stopped(session, decision)));
      }
    }
    if (decision.has(ReasonCode.HELD_TO_ANCHOR)) {
      held.increment();
    }
    if (session.impostor || assessment.windows() == 0) {
      return;
    }
    boolean accepted =
        decision.computedVerdict() == Verdict.ALLOW && !decision.has(ReasonCode.CHALLENGE_FAILED);
    Standing standing =
        new Standing(
            session.options.provenance(),
            session.options.vouched(),
            accepted,
            assessment.posterior());
    for (int i = 0; i < assessment.windows(); i++) {
      Lesson lesson =
          policy.lesson(
              assessment.template(i), assessment.abstention(i), assessment.raw(i), standing);
      if (lesson == Lesson.SKIP) {
        continue;
      }
      TemplateKey key = session.templates.key(assessment.sourceIndex(i));
      if (lesson == Lesson.WAIT) {
        session.hindsight.add(key, assessment.vector(i).copy());
        session
            .hindsight
            .beyond(AdaptationPolicy.HINDSIGHT)
            .ifPresent(held -> lessons.add(() -> learning.learnInHindsight(held, standing)));
        continue;
      }
      if (lesson == Lesson.QUARANTINE) {
        session.quarantine.add(key, assessment.vector(i).copy());
        quarantined.increment();
        continue;
      }
      Learning.Task task =
          new Learning.Task(
              key,
              assessment.vector(i).copy(),
              standing.provenance(),
              lesson,
              standing.vouched(),
              standing.trust());
      lessons.add(() -> learning.learn(task));
    }
  }

  private static SecurityEvent stopped(LiveSession session, Decision decision) {
    return SecurityEvent.pending(
        "stopped-" + session.sessionKey,
        session.options.subject().tenant(),
        SecurityEventKind.ADAPTATION_STOPPED.name(),
        decision.at(),
        session.subjectKey,
        session.sessionKey,
        decision.id());
  }
}
