package dev.demeanor.cli.evaluate;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.cli.dataset.SubjectRecording;
import dev.demeanor.cli.report.SessionTrace;
import dev.demeanor.decision.Decision;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A few sessions to look at, drawn with the seed: in all but the last the subject begins and
 * somebody else carries on, in the last the subject stays. They are fed to a monitor made and
 * enrolled like the one that is measured, and count in no figure.
 */
final class TracedSessions {

  private static final int SESSIONS = 4;
  private static final int SHORTEST_PREFIX = 10;
  private static final int LONGEST_PREFIX = 18;
  private static final int IMPOSTOR_UNITS = 12;
  private static final long BETWEEN_UNITS_MICROS = 5_000_000;

  private final Recordings recordings;
  private final MonitorSettings settings;
  private final SplittableRandom random;

  private TracedSessions(Recordings recordings, MonitorSettings settings, long seed) {
    this.recordings = recordings;
    this.settings = settings;
    this.random = new SplittableRandom(seed);
  }

  /** Returns the sessions; none where no trial has enough to begin with. */
  static List<SessionTrace> of(
      Recordings recordings, List<Trial> trials, MonitorSettings settings, long seed) {
    return new TracedSessions(recordings, settings, seed).run(trials);
  }

  private List<SessionTrace> run(List<Trial> trials) {
    List<Trial> drawn =
        new ArrayList<>(
            trials.stream().filter(trial -> genuine(trial).size() >= SHORTEST_PREFIX).toList());
    List<SessionTrace> traces = new ArrayList<>();
    while (!drawn.isEmpty() && traces.size() < SESSIONS) {
      traces.add(trace(drawn.remove(random.nextInt(drawn.size())), traces.size() < SESSIONS - 1));
    }
    return traces;
  }

  private SessionTrace trace(Trial trial, boolean takenOver) {
    List<EventBuffer> own = genuine(trial);
    int prefix = random.nextInt(SHORTEST_PREFIX, LONGEST_PREFIX + 1);
    int length = Math.min(own.size(), takenOver ? prefix : prefix + IMPOSTOR_UNITS);
    int start = random.nextInt(own.size() - length + 1);
    List<EventBuffer> units = new ArrayList<>(own.subList(start, start + length));
    List<SubjectRecording> others =
        recordings.subjects().stream()
            .filter(other -> !other.subject().equals(trial.subject()))
            .filter(other -> !other.sessions().isEmpty())
            .toList();
    if (!takenOver || others.isEmpty()) {
      return new SessionTrace(
          trial.subject(), "the subject throughout", drive(trial, units), OptionalInt.empty());
    }
    SubjectRecording impostor = others.get(random.nextInt(others.size()));
    List<EventBuffer> foreign = impostor.sessions().get(0).units();
    units.addAll(foreign.subList(0, Math.min(IMPOSTOR_UNITS, foreign.size())));
    return new SessionTrace(
        trial.subject(),
        impostor.subject() + " takes over",
        drive(trial, units),
        OptionalInt.of(length + 1));
  }

  private static List<EventBuffer> genuine(Trial trial) {
    return trial.attempts().stream()
        .filter(Attempt::genuine)
        .flatMap(attempt -> attempt.units().stream())
        .toList();
  }

  private List<SessionTrace.Point> drive(Trial trial, List<EventBuffer> units) {
    Evaluation evaluation = new Evaluation(recordings.fields(), settings, new Progress.Silent());
    RecordedClock clock = new RecordedClock();
    SubjectId subject = SubjectId.of(trial.subject());
    List<SessionTrace.Point> points = new ArrayList<>();
    try (BehaviorMonitor monitor =
        evaluation.monitor(trial.enrolmentUnits(), clock, new HeardEvidence())) {
      evaluation.enrol(monitor, subject, trial.enrolment(), clock);
      SessionOptions options =
          SessionOptions.of(subject, new SessionId("traced")).withProvenance(Provenance.DEV);
      try (BehaviorSession session = evaluation.open(monitor, options)) {
        long at = 0;
        for (EventBuffer unit : units) {
          EventBuffer moved = movedTo(at, unit);
          session.feed(moved);
          clock.advance(Evaluation.duration(unit));
          Decision decision = Evaluation.sound(session.assess());
          points.add(
              new SessionTrace.Point(
                  points.size() + 1, decision.trust(), decision.computedVerdict()));
          at = moved.timeMicros(moved.size() - 1) + BETWEEN_UNITS_MICROS;
          clock.advance(Evaluation.BETWEEN_UNITS);
        }
      }
    }
    return points;
  }

  /** Two recordings in one session need one time. */
  private static EventBuffer movedTo(long start, EventBuffer unit) {
    long by = start - unit.timeMicros(0);
    EventBuffer moved = new EventBuffer(unit.size());
    for (int i = 0; i < unit.size(); i++) {
      long time = unit.timeMicros(i) + by;
      switch (unit.kind(i)) {
        case FIXED_TEXT_KEY ->
            moved.addFixedTextKey(unit.field(i), unit.position(i), time, unit.dwellMicros(i));
        case FIXED_TEXT_END ->
            moved.addFixedTextEnd(unit.field(i), unit.keys(i), time, unit.outcome(i));
        case FREE_TEXT_PAIR ->
            moved.addFreeTextPair(
                unit.first(i),
                unit.second(i),
                time,
                unit.dwellMicros(i),
                unit.pressToPressMicros(i));
        case POINTER -> moved.addPointer(unit.action(i), time, unit.x(i), unit.y(i));
        case VISIT -> moved.addVisit(unit.route(i), time);
      }
    }
    return moved;
  }
}
