package dev.demeanor.cli.report;

import dev.demeanor.decision.Verdict;
import java.util.List;
import java.util.OptionalInt;

/**
 * How trust went in one session. Immutable.
 *
 * @param subject whose account
 * @param label what happened, in a few words
 * @param points one for each decision, in order
 * @param takeOverAt step of the first decision on another person's behaviour; empty when the
 *     subject stayed
 */
public record SessionTrace(
    String subject, String label, List<Point> points, OptionalInt takeOverAt) {

  /** Copies the list. */
  public SessionTrace {
    points = List.copyOf(points);
  }

  /**
   * One decision.
   *
   * @param step its number within the session, from 1
   * @param trust posterior probability of the subject, in [0, 1]
   * @param verdict the verdict that applies when decisions are enforced
   */
  public record Point(int step, double trust, Verdict verdict) {

    /** Checks that it can be drawn. */
    public Point {
      if (!(trust >= 0 && trust <= 1)) {
        throw new IllegalArgumentException("trust must be in [0, 1], was " + trust);
      }
    }
  }

  /** Returns how many decisions it took from the take-over to the first that was not ALLOW. */
  public OptionalInt delay() {
    if (takeOverAt.isEmpty()) {
      return OptionalInt.empty();
    }
    return points.stream()
        .filter(point -> point.step() >= takeOverAt.getAsInt() && point.verdict() != Verdict.ALLOW)
        .mapToInt(point -> point.step() - takeOverAt.getAsInt() + 1)
        .findFirst();
  }

  /** Returns how many decisions before the take-over were not ALLOW: false alarms. */
  public long falseAlarms() {
    int end = takeOverAt.orElse(Integer.MAX_VALUE);
    return points.stream()
        .filter(point -> point.step() < end && point.verdict() != Verdict.ALLOW)
        .count();
  }
}
