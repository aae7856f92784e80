package dev.demeanor.evaluation;

import dev.demeanor.decision.Verdict;
import java.util.List;

/**
 * The decisions of one session that changed hands. Immutable.
 *
 * @param subject whose account
 * @param before decisions while the subject was there
 * @param after decisions after somebody else went on; events count from there
 */
public record TakeOverTrace(String subject, List<Point> before, List<Point> after) {

  /**
   * One decision that saw new evidence.
   *
   * @param events how many events had been seen
   * @param trust the trust after it
   * @param verdict the computed verdict
   * @param logOdds the log-odds of genuine after it, before they are bounded
   * @param challenged whether it led to a challenge, which whoever was there answered
   */
  public record Point(
      long events, double trust, Verdict verdict, double logOdds, boolean challenged) {}

  /** Copies the lists. */
  public TakeOverTrace {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Returns the last log-odds before it changed hands; infinite when nothing had been decided, or
   * the subject had just passed a challenge.
   */
  public double logOddsBefore() {
    Point last = before.isEmpty() ? null : before.get(before.size() - 1);
    return last == null || last.challenged() ? Double.POSITIVE_INFINITY : last.logOdds();
  }
}
