package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Verdict;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.ScoredAttempt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the arms of {@link PoisoningProtocol} say. */
final class PoisoningFigures {

  private PoisoningFigures() {}

  /** How a slow shift ended. */
  enum Shift {
    /** The impostor was accepted before anything was taught. */
    OPEN,
    /** Adaptation stopped, and until then the impostor was not accepted. */
    STOPPED,
    /** The impostor was accepted before adaptation stopped. */
    TAUGHT,
    /** Neither: the monitor did not follow. */
    NOT_FOLLOWED
  }

  static List<Figure> of(EvaluationRun run) {
    double attacked = meanEer(run.attempts());
    double calm = meanEer(run.partial().getOrDefault(PoisoningProtocol.NO_ATTACK, List.of()));
    List<MadeAttempt> quiet =
        run.made().stream().filter(one -> one.arm().equals(PoisoningProtocol.NO_ATTACK)).toList();
    long subjects = quiet.stream().map(MadeAttempt::subject).distinct().count();
    int stopped = AdaptationFigures.stopped(quiet);
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("poisoning.eerNoAttack", "mean EER, no attack", calm, 4, ""));
    figures.add(
        new Figure("poisoning.eerRise", "mean EER, rise by the attack", attacked - calm, 4, ""));
    figures.add(
        new Figure(
            "poisoning.genuineStopped",
            "subjects stopped, no attack",
            subjects == 0 ? Double.NaN : (double) stopped / subjects,
            4,
            stopped + " of " + subjects));
    figures.addAll(shifts(run.made()));
    return figures;
  }

  private static double meanEer(List<ScoredAttempt> attempts) {
    return EvaluationResult.of(attempts, new Bootstrap(1, 1))
        .mean()
        .map(measures -> measures.eer())
        .orElse(Double.NaN);
  }

  private static List<Figure> shifts(List<MadeAttempt> made) {
    Map<String, List<MadeAttempt>> byShift = new LinkedHashMap<>();
    for (MadeAttempt one : made) {
      if (one.arm().startsWith(PoisoningProtocol.SLOW_SHIFT)) {
        byShift
            .computeIfAbsent(one.subject() + "\n" + one.arm(), name -> new ArrayList<>())
            .add(one);
      }
    }
    int[] counts = new int[Shift.values().length];
    byShift.values().forEach(shift -> counts[outcome(shift).ordinal()]++);
    int open = counts[Shift.OPEN.ordinal()];
    int closed = byShift.size() - open;
    return List.of(
        figure("stopped", "slow shifts stopped in time", counts[Shift.STOPPED.ordinal()], closed),
        figure(
            "notFollowed",
            "slow shifts not followed",
            counts[Shift.NOT_FOLLOWED.ordinal()],
            closed),
        figure("taught", "slow shifts that succeeded", counts[Shift.TAUGHT.ordinal()], closed),
        figure("open", "impostors accepted from the start", open, byShift.size()));
  }

  private static Figure figure(String key, String name, int count, int of) {
    return new Figure(
        "shift." + key, name, of == 0 ? Double.NaN : (double) count / of, 4, count + " of " + of);
  }

  /** Returns how a shift ended: an impostor is accepted when most of his entries of a try are. */
  static Shift outcome(List<MadeAttempt> attempts) {
    boolean taught = false;
    int tried = 0;
    int accepted = 0;
    for (MadeAttempt attempt : attempts) {
      if (attempt.use() == Attempt.Use.PROBE) {
        tried++;
        accepted += attempt.verdict() == Verdict.ALLOW ? 1 : 0;
        continue;
      }
      if (2 * accepted > tried) {
        return taught ? Shift.TAUGHT : Shift.OPEN;
      }
      taught = true;
      tried = 0;
      accepted = 0;
      if (attempt.stopped()) {
        return Shift.STOPPED;
      }
    }
    return 2 * accepted > tried ? Shift.TAUGHT : Shift.NOT_FOLLOWED;
  }
}
