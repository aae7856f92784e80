package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.EnrolmentProgress;
import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.dataset.RecordedSession;
import dev.demeanor.cli.models.Refused;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.evaluation.ScoredAttempt;
import dev.demeanor.evaluation.TakeOverTrace;
import dev.demeanor.event.Admission;
import dev.demeanor.population.Population;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.FakeClock;
import dev.demeanor.trust.TrustConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Drives a real monitor through a protocol: enrols each subject in vouched sessions, then opens a
 * new session for every attempt, feeds its events and asks for decisions. The score of an attempt
 * is the evidence behind those decisions. There is no other way to a score. Used once; not
 * thread-safe.
 */
final class Evaluation {

  private static final Duration BETWEEN_SESSIONS = Duration.ofHours(1);

  /** A measurement must not depend on how busy the machine is. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final Scoring scoring;
  private final MonitorSettings settings;
  private final Progress progress;
  private final List<ScoredAttempt> attempts = new ArrayList<>();
  private final Map<String, List<ScoredAttempt>> partial = new LinkedHashMap<>();
  private final List<TakeOverTrace> takeOvers = new ArrayList<>();
  private final Map<String, Long> enrolled = new LinkedHashMap<>();
  private final SortedSet<String> detectors = new TreeSet<>();
  private final List<MadeAttempt> made = new ArrayList<>();
  private final List<HeardSession> heardSessions = new ArrayList<>();
  private final double alarm;
  private long refusedEvents;

  Evaluation(Scoring scoring, MonitorSettings settings, Progress progress) {
    this(scoring, settings, progress, Double.NEGATIVE_INFINITY);
  }

  /** Makes one in which sessions that change hands are challenged under these log-odds. */
  Evaluation(Scoring scoring, MonitorSettings settings, Progress progress, double alarm) {
    this.alarm = alarm;
    this.scoring = scoring;
    this.settings = settings;
    this.progress = progress;
  }

  /** Returns how many steps {@code progress} will hear of. */
  static long steps(List<Trial> trials) {
    return trials.stream()
        .mapToLong(
            trial ->
                trial.enrolment().size()
                    + trial.attempts().size()
                    + trial.takeOvers().size()
                    + trial.partial().values().stream().mapToLong(List::size).sum())
        .sum();
  }

  /** Runs all trials, each with the population of its group. */
  EvaluationRun run(List<TrialGroup> groups) {
    groups.forEach(group -> group.trials().forEach(trial -> run(trial, group.population())));
    return new EvaluationRun(
        attempts,
        partial,
        takeOvers,
        enrolled,
        EnrolmentPolicy.defaults().minimum(),
        detectors,
        refusedEvents,
        alarm,
        made,
        heardSessions);
  }

  private void run(Trial trial, Optional<Population> population) {
    FakeClock clock = FakeClock.atDefault();
    HeardEvidence heard = new HeardEvidence();
    SubjectId subject = SubjectId.of(trial.subject());
    try (BehaviorMonitor monitor = monitor(trial, population, clock, heard);
        AttemptDriver driver =
            new AttemptDriver(monitor, subject, clock, heard, scoring, settings)) {
      List<RecordedSession> left = enrol(monitor, subject, trial, clock);
      enrolled.put(trial.subject(), leastOf(monitor.enrolment(subject)));
      if (monitor.statistics().learningFailures() > 0) {
        throw new IllegalStateException("the monitor failed to learn; see its warnings above");
      }
      for (RecordedSession own : left) {
        make(driver, new Attempt(true, own.setup(), own.units()), trial.arm());
      }
      for (Attempt attempt : trial.attempts()) {
        make(driver, attempt, trial.arm());
      }
      for (TakeOver takeOver : trial.takeOvers()) {
        takeOvers.add(driver.takeOver(takeOver, alarm, attempts));
        heardSessions.add(driver.heardSession());
        progress.step();
      }
      for (Map.Entry<String, List<Attempt>> part : trial.partial().entrySet()) {
        List<ScoredAttempt> made =
            partial.computeIfAbsent(part.getKey(), name -> new ArrayList<>());
        for (Attempt attempt : part.getValue()) {
          made.add(driver.attempt(attempt));
          progress.step();
        }
      }
      detectors.addAll(heard.detectors());
      refusedEvents += refused(monitor);
    }
  }

  private void make(AttemptDriver driver, Attempt attempt, String arm) {
    ScoredAttempt scored = driver.attempt(attempt);
    if (attempt.use() != Attempt.Use.ATTACK) {
      (arm.isEmpty() ? attempts : partial.computeIfAbsent(arm, name -> new ArrayList<>()))
          .add(scored);
    }
    if (settings.adapts()) {
      made.add(driver.made(attempt, arm));
    }
    progress.step();
  }

  private BehaviorMonitor monitor(
      Trial trial, Optional<Population> population, FakeClock clock, HeardEvidence heard) {
    EnrolmentPolicy enrolment = EnrolmentPolicy.defaults().withAdaptation(settings.adaptation());
    if (!trial.enough()) {
      int all = (int) Math.min(Integer.MAX_VALUE, trial.enrolmentEvents());
      enrolment = enrolment.withTarget(Math.max(enrolment.minimum(), all));
    }
    MonitorConfig config =
        MonitorConfig.defaults()
            .withTrust(TrustConfig.defaults().withFusion(settings.fusion()))
            .withEnrolment(enrolment)
            .withDeadline(DEADLINE);
    BehaviorMonitorBuilder builder =
        BehaviorMonitor.builder()
            .config(config)
            .clock(clock)
            .executor(Runnable::run)
            .listener(heard);
    settings
        .models()
        .ifPresentOrElse(
            used -> builder.models(used.repository(), used.keys()),
            () -> population.ifPresent(builder::population));
    builder.calibration(settings.calibration());
    settings.detector().ifPresent(name -> builder.detector(name, settings.constants()));
    BehaviorMonitor monitor = builder.build();
    Optional<String> problem = monitor.models().problem();
    if (problem.isPresent()) { // it would decide without them, and be taken for them
      monitor.close();
      throw new Refused(problem.get());
    }
    return monitor;
  }

  /** Learns the subject and returns the sessions that were not needed. */
  private List<RecordedSession> enrol(
      BehaviorMonitor monitor, SubjectId subject, Trial trial, FakeClock clock) {
    List<RecordedSession> sessions = trial.enrolment();
    for (int i = 0; i < sessions.size(); i++) {
      if (trial.enough() && isEnrolled(monitor.enrolment(subject))) {
        return sessions.subList(i, sessions.size());
      }
      RecordedSession recorded = sessions.get(i);
      SessionOptions options =
          SessionOptions.of(subject, new SessionId("enrolment-" + recorded.number()))
              .withProvenance(Provenance.IMPORTED)
              .asVouched();
      try (BehaviorSession session = AttemptDriver.open(monitor, options, recorded.setup())) {
        Feeder feeder = new Feeder(session, clock, AttemptDriver::sound);
        recorded.units().forEach(feeder::feed);
        feeder.settle();
      }
      clock.advance(BETWEEN_SESSIONS);
      progress.step();
    }
    return List.of();
  }

  private static boolean isEnrolled(List<EnrolmentProgress> sources) {
    return !sources.isEmpty() && sources.stream().allMatch(EnrolmentProgress::isComplete);
  }

  private static long leastOf(List<EnrolmentProgress> sources) {
    return sources.stream().mapToLong(EnrolmentProgress::samples).min().orElse(0);
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
