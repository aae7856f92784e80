package dev.demeanor.evaluation;

import dev.demeanor.decision.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * How many sessions of the subjects themselves would have been blocked: those in which the verdict
 * was DENY before the session changed hands. Sessions without a decision are not counted.
 * Immutable.
 *
 * @param sessions sessions of the subjects in which something was decided
 * @param challenged those in which they were challenged at least once, blocked ones included
 * @param blocked those in which they were denied at least once
 */
public record FalseBlocks(int sessions, int challenged, int blocked) {

  /** Counts the part of each session in which the subject was there. */
  public static FalseBlocks of(List<TakeOverTrace> traces) {
    int sessions = 0;
    int challenged = 0;
    int blocked = 0;
    for (TakeOverTrace trace : traces) {
      if (!trace.before().isEmpty()) {
        Verdict worst = worst(trace.before());
        sessions++;
        challenged += worst == Verdict.ALLOW ? 0 : 1;
        blocked += worst == Verdict.DENY ? 1 : 0;
      }
    }
    return new FalseBlocks(sessions, challenged, blocked);
  }

  private static Verdict worst(List<TakeOverTrace.Point> points) {
    Verdict worst = Verdict.ALLOW;
    for (TakeOverTrace.Point point : points) {
      worst = worst.atLeast(point.verdict());
    }
    return worst;
  }

  /** Returns which share was blocked; NaN without sessions. */
  public double share() {
    return sessions == 0 ? Double.NaN : (double) blocked / sessions;
  }

  /** Returns the figures of a report. */
  public List<Figure> figures() {
    String counted =
        String.format(
            Locale.ROOT,
            "%,d of %,d sessions denied, %,d challenged or denied, at default thresholds",
            blocked,
            sessions,
            challenged);
    return List.of(
        new Figure(
            "falseBlocks", "subjects' own sessions that would be blocked", share(), 4, counted));
  }
}
