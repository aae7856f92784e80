package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.report.DelayCurve;
import dev.demeanor.cli.report.SessionTrace;
import dev.demeanor.evaluation.TakeOverDelays;
import dev.demeanor.evaluation.TakeOverTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * What the report shows of sessions that change hands: a few drawn with the seed, made by the
 * take-over protocol like any other and counted in no figure; in the last of them the subject
 * stays. Where that protocol is what was evaluated, also how soon its take-overs were noticed.
 */
final class TracedSessions {

  private static final int SESSIONS = 4;

  private TracedSessions() {}

  /** Returns the sessions; none where nothing can change hands. */
  static List<SessionTrace> of(Outcome outcome) {
    List<TrialGroup> trials = new ArrayList<>();
    outcome.plan().groups().forEach(group -> trials.addAll(takeOvers(group)));
    SplittableRandom random = new SplittableRandom(outcome.bootstrap().seed());
    List<SessionTrace> traces = new ArrayList<>();
    while (!trials.isEmpty() && traces.size() < SESSIONS) {
      TrialGroup drawn = trials.remove(random.nextInt(trials.size()));
      traces.add(trace(outcome, drawn, traces.size() < SESSIONS - 1, random));
    }
    return traces;
  }

  /** Returns each trial of a group in which something changes hands, in a group of its own. */
  private static List<TrialGroup> takeOvers(TrialGroup group) {
    try {
      return new TakeOverProtocol()
          .trials(group.people(), group.options()).stream()
              .filter(trial -> !trial.takeOvers().isEmpty())
              .map(trial -> group.with(List.of(trial)))
              .toList();
    } catch (BadInput nothingToTakeOver) {
      return List.of();
    }
  }

  private static SessionTrace trace(
      Outcome outcome, TrialGroup group, boolean changesHands, SplittableRandom random) {
    Trial trial = group.trials().get(0);
    List<TakeOver> all = trial.takeOvers();
    TakeOver drawn = all.get(random.nextInt(all.size()));
    Attempt next = changesHands ? drawn.impostor() : all.get(random.nextInt(all.size())).owner();
    Trial one =
        new Trial(
            trial.subject(),
            trial.enrolment(),
            false,
            List.of(),
            List.of(new TakeOver(drawn.owner(), next)));
    EvaluationRun run =
        new Evaluation(Scoring.MEAN, outcome.settings().withoutAdaptation(), new Progress.Silent())
            .run(List.of(group.with(List.of(one))));
    TakeOverTrace made = run.takeOvers().get(0);
    List<SessionTrace.Point> points = new ArrayList<>();
    made.before().forEach(point -> add(points, point));
    int before = points.size();
    made.after().forEach(point -> add(points, point));
    return changesHands
        ? new SessionTrace(
            trial.subject(), "somebody else takes over", points, OptionalInt.of(before + 1))
        : new SessionTrace(trial.subject(), "the subject throughout", points, OptionalInt.empty());
  }

  private static void add(List<SessionTrace.Point> points, TakeOverTrace.Point point) {
    points.add(new SessionTrace.Point(points.size() + 1, point.trust(), point.verdict()));
  }

  /** Returns how soon take-overs were noticed; empty where the protocol has none. */
  static Optional<DelayCurve> delays(Outcome outcome) {
    List<TakeOverTrace> traces = outcome.run().takeOvers();
    if (traces.isEmpty()) {
      return Optional.empty();
    }
    TakeOverDelays measured = TakeOverProtocol.delays(outcome.run());
    List<Double> delays = measured.delays();
    List<DelayCurve.Point> points = new ArrayList<>();
    points.add(new DelayCurve.Point(0, 0));
    for (int i = 0; i < delays.size() && Double.isFinite(delays.get(i)); i++) {
      points.add(new DelayCurve.Point(delays.get(i), (i + 1.0) / delays.size()));
    }
    String budget =
        String.format(
            Locale.ROOT, "one false alarm in %,d events of the subjects", measured.budget());
    return Optional.of(new DelayCurve(budget, "events", delays.size(), points));
  }
}
