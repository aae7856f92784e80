package dev.demeanor.cli.evaluate;

import dev.demeanor.decision.Verdict;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.ScoredAttempt;
import java.util.ArrayList;
import java.util.EnumMap;
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
    /**
     * The impostor was never accepted, and most entries between two tries were held to the anchor.
     */
    HELD,
    /** None of these: the monitor did not follow. */
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
    Map<Shift, Integer> counts = outcomes(made, PoisoningProtocol.SLOW_SHIFT);
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int open = counts.getOrDefault(Shift.OPEN, 0);
    int closed = all - open;
    Map<Shift, Integer> still = outcomes(made, PoisoningProtocol.NO_SHIFT);
    return List.of(
        figure(
            "stopped",
            "slow shifts stopped in time",
            counts.getOrDefault(Shift.STOPPED, 0),
            closed),
        figure(
            "held", "slow shifts held to the anchor", counts.getOrDefault(Shift.HELD, 0), closed),
        figure(
            "notFollowed",
            "slow shifts not followed",
            counts.getOrDefault(Shift.NOT_FOLLOWED, 0),
            closed),
        figure(
            "taught", "slow shifts that succeeded", counts.getOrDefault(Shift.TAUGHT, 0), closed),
        figure(
            "unhelped",
            "accepted later without a shift",
            still.getOrDefault(Shift.TAUGHT, 0),
            closed),
        figure(
            "unmovedHeld",
            "held to the anchor without a shift",
            still.getOrDefault(Shift.HELD, 0),
            closed),
        figure("open", "impostors accepted from the start", open, all));
  }

  private static Map<Shift, Integer> outcomes(List<MadeAttempt> made, String arm) {
    Map<String, List<MadeAttempt>> byShift = new LinkedHashMap<>();
    for (MadeAttempt one : made) {
      if (one.arm().startsWith(arm)) {
        byShift
            .computeIfAbsent(one.subject() + "\n" + one.arm(), name -> new ArrayList<>())
            .add(one);
      }
    }
    Map<Shift, Integer> counts = new EnumMap<>(Shift.class);
    byShift.values().forEach(shift -> counts.merge(outcome(shift), 1, Integer::sum));
    return counts;
  }

  private static Figure figure(String key, String name, int count, int of) {
    return new Figure(
        "shift." + key, name, of == 0 ? Double.NaN : (double) count / of, 4, count + " of " + of);
  }

  /** Returns how a shift ended: an impostor is accepted when most of his entries of a try are. */
  static Shift outcome(List<MadeAttempt> attempts) {
    boolean taught = false;
    boolean seen = false;
    Tally tries = new Tally();
    Tally held = new Tally();
    for (MadeAttempt attempt : attempts) {
      if (attempt.use() == Attempt.Use.PROBE) {
        tries.add(attempt.verdict() == Verdict.ALLOW);
        seen |= held.isMost();
        held = new Tally();
        continue;
      }
      if (tries.isMost()) {
        return taught ? Shift.TAUGHT : Shift.OPEN;
      }
      taught = true;
      tries = new Tally();
      held.add(attempt.held());
      if (attempt.stopped()) {
        return Shift.STOPPED;
      }
    }
    if (tries.isMost()) {
      return Shift.TAUGHT;
    }
    return seen ? Shift.HELD : Shift.NOT_FOLLOWED;
  }

  /** Whether most of some attempts were so. */
  private static final class Tally {

    private int all;
    private int so;

    void add(boolean is) {
      all++;
      so += is ? 1 : 0;
    }

    boolean isMost() {
      return 2 * so > all;
    }
  }
}
