package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.dataset.SessionSetup;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.evaluation.TakeOverTrace;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attempts on one subject, each in a session of its own, or where they are scored in
 * sequence all in one. Not thread-safe.
 */
final class AttemptDriver implements AutoCloseable {

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  /** One session, though its parts were recorded on many days: it changes hands, or is made up. */
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
  private final FakeClock clock;
  private final HeardEvidence heard;
  private final Scoring scoring;
  private final MonitorSettings settings;
  private @Nullable Sequence sequence;
  private int order;
  private Verdict verdict = Verdict.ALLOW;
  private boolean challenged;
  private boolean stopped;
  private boolean held;
  private long learned;
  private final List<HeardSession.Step> steps = new ArrayList<>();

  AttemptDriver(
      BehaviorMonitor monitor,
      SubjectId subject,
      FakeClock clock,
      HeardEvidence heard,
      Scoring scoring,
      MonitorSettings settings) {
    this.settings = settings;
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
    stopped = false;
    held = false;
    long learnedBefore = monitor.statistics().learned();
    if (scoring == Scoring.SEQUENTIAL) {
      sequence = sequence == null ? new Sequence(open(attempt)) : sequence;
      feed(attempt, sequence.session, sequence.feeder);
    } else {
      try (BehaviorSession session = open(attempt)) {
        feed(attempt, session, new Feeder(session, clock, this::decided, longestGap()));
      }
    }
    learned = monitor.statistics().learned() - learnedBefore;
    clock.advance(BETWEEN_ATTEMPTS);
    return scored(attempt.genuine(), ++order);
  }

  private void feed(Attempt attempt, BehaviorSession session, Feeder feeder) {
    attempt.units().forEach(feeder::feed);
    feeder.settle();
    challenged = verdict != Verdict.ALLOW;
    challenge(session, attempt);
  }

  /** The one session of attempts that are scored in sequence. */
  private final class Sequence {

    private final BehaviorSession session;
    private final Feeder feeder;

    Sequence(BehaviorSession session) {
      this.session = session;
      this.feeder = new Feeder(session, clock, AttemptDriver.this::decided, LONGEST_GAP_MICROS);
    }
  }

  /** Ends the session that is still open. */
  @Override
  public void close() {
    if (sequence != null) {
      sequence.session.close();
    }
  }

  /** Whoever is challenged answers: the subject rightly, anyone else wrongly. */
  private void challenge(BehaviorSession session, Attempt attempt) {
    if (challenged
        && settings.adaptation().mode() == AdaptationMode.FEEDBACK
        && attempt.use() != Attempt.Use.PROBE) {
      session.feedback(attempt.genuine() ? Feedback.CHALLENGE_PASSED : Feedback.CHALLENGE_FAILED);
    }
  }

  /** Returns what became of the attempt made last. */
  MadeAttempt made(Attempt attempt, String arm) {
    return new MadeAttempt(
        subject.account(),
        arm,
        attempt.genuine(),
        attempt.use(),
        verdict,
        challenged,
        learned,
        stopped,
        held);
  }

  /**
   * Lets one session change hands and returns what trust did.
   *
   * @param alarm log-odds under which whoever is there is challenged: the subject answers rightly
   *     and goes on, with somebody else the session ends; negative infinity for no challenges
   */
  TakeOverTrace takeOver(TakeOver takeOver, double alarm, List<ScoredAttempt> parts) {
    order++;
    steps.clear();
    List<TakeOverTrace.Point> before;
    List<TakeOverTrace.Point> after;
    try (BehaviorSession session = open(takeOver.owner())) {
      Trace trace = new Trace(session, alarm);
      before = trace.run(takeOver.owner(), parts);
      after = trace.run(takeOver.impostor(), parts);
    }
    clock.advance(BETWEEN_ATTEMPTS);
    return new TakeOverTrace(subject.account(), before, after);
  }

  /** Returns what was heard in the session that changed hands last. */
  HeardSession heardSession() {
    return new HeardSession(subject.account(), steps);
  }

  private long longestGap() {
    return scoring == Scoring.FUSED ? LONGEST_GAP_MICROS : Long.MAX_VALUE;
  }

  private BehaviorSession open(Attempt attempt) {
    // nobody knows yet whose this is: not vouched for, and unless the evaluation adapts, of a
    // provenance from which nothing is learned, so that one attempt cannot help or harm the next,
    // even on a subject who is not fully enrolled
    boolean learnable = settings.adapts() && attempt.use() != Attempt.Use.PROBE;
    SessionOptions options =
        SessionOptions.of(subject, new SessionId("attempt-" + (order + 1)))
            .withProvenance(learnable ? Provenance.LIVE : Provenance.DEV);
    return open(monitor, options, attempt.setup());
  }

  private void decided(Decision decision) {
    verdict = sound(decision).computedVerdict();
    stopped |= decision.has(ReasonCode.ADAPTATION_STOPPED);
    held |= decision.has(ReasonCode.HELD_TO_ANCHOR);
  }

  private ScoredAttempt scored(boolean genuine, int number) {
    return new ScoredAttempt(
        subject.account(), genuine, heard.score(scoring), number, verdict, !heard.isPresent());
  }

  /** The decisions of one session that changes hands. */
  private final class Trace {

    private final BehaviorSession session;
    private final double alarm;
    private final Feeder feeder;
    private boolean genuine;
    private boolean ended;
    private List<TakeOverTrace.Point> points = new ArrayList<>();
    private long keysBefore;
    private int windowsBefore;

    Trace(BehaviorSession session, double alarm) {
      this.session = session;
      this.alarm = alarm;
      this.feeder = new Feeder(session, clock, this::decided, LONGEST_GAP_MICROS);
    }

    List<TakeOverTrace.Point> run(Attempt part, List<ScoredAttempt> parts) {
      heard.clear();
      windowsBefore = 0;
      keysBefore = feeder.keys();
      points = new ArrayList<>();
      genuine = part.genuine();
      for (EventBuffer unit : part.units()) {
        if (!ended) {
          feeder.feed(unit);
        }
      }
      if (!genuine && !ended) {
        feeder.settle(); // the owner does not wait for his last window: it is taken over, too
      }
      parts.add(scored(part.genuine(), order));
      return points;
    }

    private void decided(Decision decision) {
      AttemptDriver.this.decided(decision);
      if (heard.windows() > windowsBefore) {
        windowsBefore = heard.windows();
        boolean challenge = heard.logOdds() < alarm;
        steps.add(
            new HeardSession.Step(
                genuine, decision.at().toEpochMilli(), heard.last(), decision.computedVerdict()));
        points.add(
            new TakeOverTrace.Point(
                feeder.keys() - keysBefore,
                decision.trust(),
                decision.computedVerdict(),
                heard.logOdds(),
                challenge));
        if (challenge) {
          session.feedback(genuine ? Feedback.CHALLENGE_PASSED : Feedback.CHALLENGE_FAILED);
          ended = !genuine;
        }
      }
    }
  }
}
