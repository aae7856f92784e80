package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.evaluation.TakeOverTrace;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the attempts on one subject, each in a session of its own. Not thread-safe. */
final class AttemptDriver {

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  /** A session that changes hands is one session, though its parts were recorded on many days. */
  private static final long LONGEST_GAP_MICROS = 60_000_000;

  private static final Set<ReasonCode> FAILURES =
      Set.of(
          ReasonCode.INTERNAL_ERROR,
          ReasonCode.TEMPLATES_UNAVAILABLE,
          ReasonCode.NO_SESSION,
          ReasonCode.WINDOWS_DROPPED,
          ReasonCode.NOT_DURABLE);

  private final BehaviorMonitor monitor;
  private final SubjectId subject;
  private final RecordedClock clock;
  private final HeardEvidence heard;
  private final Scoring scoring;
  private int order;
  private Verdict verdict = Verdict.ALLOW;

  AttemptDriver(
      BehaviorMonitor monitor,
      SubjectId subject,
      RecordedClock clock,
      HeardEvidence heard,
      Scoring scoring) {
    this.monitor = monitor;
    this.subject = subject;
    this.clock = clock;
    this.heard = heard;
    this.scoring = scoring;
  }

  /** Opens a session and declares its fields. */
  static BehaviorSession open(BehaviorMonitor monitor, SessionOptions options, SessionSetup setup) {
    BehaviorSession session = monitor.open(options.withDevice(setup.device()));
    for (int i = 0; i < setup.fields().size(); i++) {
      SessionSetup.Field field = setup.fields().get(i);
      if (session.field(field.name(), field.epoch()) != i) {
        throw new IllegalStateException("field " + field.name() + " was not numbered " + i);
      }
    }
    return session;
  }

  /** A decision by a failure policy is no measurement. */
  static Decision sound(Decision decision) {
    if (FAILURES.stream().anyMatch(decision::has)) {
      throw new IllegalStateException(
          "the monitor failed to decide: " + decision.reasons() + "; see its warnings above");
    }
    return decision;
  }

  /** Makes one attempt. */
  ScoredAttempt attempt(Attempt attempt) {
    heard.clear();
    verdict = Verdict.ALLOW;
    try (BehaviorSession session = open(attempt)) {
      Feeder feeder = new Feeder(session, clock, this::decided);
      attempt.units().forEach(feeder::feed);
      feeder.settle();
    }
    clock.advance(BETWEEN_ATTEMPTS);
    return scored(attempt.genuine(), ++order);
  }

  /** Lets one session change hands and returns what trust did. */
  TakeOverTrace takeOver(TakeOver takeOver, List<ScoredAttempt> parts) {
    order++;
    List<TakeOverTrace.Point> before;
    List<TakeOverTrace.Point> after;
    try (BehaviorSession session = open(takeOver.owner())) {
      Trace trace = new Trace(session);
      before = trace.run(takeOver.owner(), parts);
      after = trace.run(takeOver.impostor(), parts);
    }
    clock.advance(BETWEEN_ATTEMPTS);
    return new TakeOverTrace(subject.account(), before, after);
  }

  private BehaviorSession open(Attempt attempt) {
    // nobody knows yet whose this is: not vouched for, and of a provenance from which nothing is
    // learned, so that one attempt cannot help or harm the next, even on a subject who is not
    // fully enrolled
    SessionOptions options =
        SessionOptions.of(subject, new SessionId("attempt-" + (order + 1)))
            .withProvenance(Provenance.DEV);
    return open(monitor, options, attempt.setup());
  }

  private void decided(Decision decision) {
    verdict = sound(decision).computedVerdict();
  }

  private ScoredAttempt scored(boolean genuine, int number) {
    return new ScoredAttempt(
        subject.account(), genuine, heard.score(scoring), number, verdict, !heard.isPresent());
  }

  /** The decisions of one session that changes hands. */
  private final class Trace {

    private final Feeder feeder;
    private List<TakeOverTrace.Point> points = new ArrayList<>();
    private long keysBefore;
    private int windowsBefore;

    Trace(BehaviorSession session) {
      this.feeder = new Feeder(session, clock, this::decided, LONGEST_GAP_MICROS);
    }

    List<TakeOverTrace.Point> run(Attempt part, List<ScoredAttempt> parts) {
      heard.clear();
      windowsBefore = 0;
      keysBefore = feeder.keys();
      points = new ArrayList<>();
      for (EventBuffer unit : part.units()) {
        feeder.feed(unit);
      }
      if (!part.genuine()) {
        feeder.settle(); // the owner does not wait for his last window: it is taken over, too
      }
      parts.add(scored(part.genuine(), order));
      return points;
    }

    private void decided(Decision decision) {
      AttemptDriver.this.decided(decision);
      if (heard.windows() > windowsBefore) {
        windowsBefore = heard.windows();
        points.add(new TakeOverTrace.Point(feeder.keys() - keysBefore, decision.trust()));
      }
    }
  }
}
