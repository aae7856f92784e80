package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.trust.TrustConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Drives a real monitor through a protocol: enrols each subject in vouched sessions, then opens a
 * new session for every attempt, feeds its events and asks for a decision. The score of an attempt
 * is the evidence behind that decision. There is no other way to a score. Used once; not
 * thread-safe.
 */
final class Evaluation {

  static final Duration BETWEEN_UNITS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_SESSIONS = Duration.ofHours(1);

  private static final Set<ReasonCode> FAILURES =
      Set.of(
          ReasonCode.INTERNAL_ERROR,
          ReasonCode.TEMPLATES_UNAVAILABLE,
          ReasonCode.NO_SESSION,
          ReasonCode.NOT_DURABLE);

  private final List<String> fields;
  private final MonitorSettings settings;
  private final Progress progress;
  private final List<ScoredAttempt> attempts = new ArrayList<>();
  private final Map<String, Long> enrolled = new LinkedHashMap<>();
  private final SortedSet<String> detectors = new TreeSet<>();
  private long refusedEvents;

  Evaluation(List<String> fields, MonitorSettings settings, Progress progress) {
    this.fields = fields;
    this.settings = settings;
    this.progress = progress;
  }

  /** Returns how many steps {@code progress} will hear of. */
  static long steps(List<Trial> trials) {
    return trials.stream()
        .mapToLong(trial -> trial.enrolmentUnits() + trial.attempts().size())
        .sum();
  }

  /** Runs all trials. */
  EvaluationRun run(List<Trial> trials) {
    trials.forEach(this::run);
    return new EvaluationRun(
        attempts, enrolled, EnrolmentPolicy.defaults().minimum(), detectors, refusedEvents);
  }

  private void run(Trial trial) {
    RecordedClock clock = new RecordedClock();
    HeardEvidence heard = new HeardEvidence();
    try (BehaviorMonitor monitor = monitor(trial.enrolmentUnits(), clock, heard)) {
      SubjectId subject = SubjectId.of(trial.subject());
      enrol(monitor, subject, trial.enrolment(), clock);
      enrolled.put(trial.subject(), monitor.statistics().learned());
      if (monitor.statistics().learningFailures() > 0) {
        throw new IllegalStateException("the monitor failed to learn; see its warnings above");
      }
      for (int i = 0; i < trial.attempts().size(); i++) {
        attempts.add(attempt(monitor, subject, trial.attempts().get(i), i + 1, clock, heard));
        progress.step();
      }
      detectors.addAll(heard.detectors());
      refusedEvents += refused(monitor);
    }
  }

  BehaviorMonitor monitor(int units, RecordedClock clock, HeardEvidence heard) {
    EnrolmentPolicy enrolment = EnrolmentPolicy.defaults();
    MonitorConfig config =
        MonitorConfig.defaults()
            .withTrust(TrustConfig.defaults().withFusion(settings.fusion()))
            .withEnrolment(enrolment.withTarget(Math.max(enrolment.minimum(), units)));
    BehaviorMonitorBuilder builder =
        BehaviorMonitor.builder()
            .config(config)
            .clock(clock)
            .executor(Runnable::run)
            .listener(heard);
    settings.detector().ifPresent(name -> builder.detector(name, ProviderOptions.none()));
    return builder.build();
  }

  void enrol(
      BehaviorMonitor monitor,
      SubjectId subject,
      List<RecordedSession> sessions,
      RecordedClock clock) {
    for (RecordedSession recorded : sessions) {
      SessionOptions options =
          SessionOptions.of(subject, new SessionId("enrolment-" + recorded.number()))
              .withProvenance(Provenance.IMPORTED)
              .asVouched();
      try (BehaviorSession session = open(monitor, options)) {
        for (EventBuffer unit : recorded.units()) {
          session.feed(unit);
          sound(session.assess());
          clock.advance(duration(unit).plus(BETWEEN_UNITS));
          progress.step();
        }
      }
      clock.advance(BETWEEN_SESSIONS);
    }
  }

  private ScoredAttempt attempt(
      BehaviorMonitor monitor,
      SubjectId subject,
      Attempt attempt,
      int order,
      RecordedClock clock,
      HeardEvidence heard) {
    // nobody knows yet whose this is: not vouched for, and of a provenance from which nothing is
    // learned,
    // so that one attempt cannot help or harm the next, even on a subject who is not fully enrolled
    SessionOptions options =
        SessionOptions.of(subject, new SessionId("attempt-" + order))
            .withProvenance(Provenance.DEV);
    heard.clear();
    Verdict verdict = Verdict.ALLOW;
    try (BehaviorSession session = open(monitor, options)) {
      for (EventBuffer unit : attempt.units()) {
        session.feed(unit);
        clock.advance(duration(unit));
        verdict = sound(session.assess()).computedVerdict();
      }
    }
    clock.advance(BETWEEN_UNITS);
    return new ScoredAttempt(
        subject.account(), attempt.genuine(), heard.sum(), order, verdict, !heard.isPresent());
  }

  /** A decision by a failure policy is no measurement. */
  static Decision sound(Decision decision) {
    if (FAILURES.stream().anyMatch(decision::has)) {
      throw new IllegalStateException(
          "the monitor failed to decide: " + decision.reasons() + "; see its warnings above");
    }
    return decision;
  }

  BehaviorSession open(BehaviorMonitor monitor, SessionOptions options) {
    BehaviorSession session = monitor.open(options);
    for (int i = 0; i < fields.size(); i++) {
      if (session.field(fields.get(i), 0) != i) {
        throw new IllegalStateException("field " + fields.get(i) + " was not numbered " + i);
      }
    }
    return session;
  }

  static Duration duration(EventBuffer unit) {
    return Duration.ofNanos(1_000 * (unit.timeMicros(unit.size() - 1) - unit.timeMicros(0)));
  }

  private static long refused(BehaviorMonitor monitor) {
    long refused = 0;
    for (Map<Admission, Long> byAdmission : monitor.statistics().events().values()) {
      for (Map.Entry<Admission, Long> count : byAdmission.entrySet()) {
        refused += count.getKey() == Admission.ACCEPTED ? 0 : count.getValue();
      }
    }
    return refused;
  }
}
