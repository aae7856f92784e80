package dev.demeanor.evaluation;

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
   */
  public record Point(long events, double trust) {}

  /** Copies the lists. */
  public TakeOverTrace {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Returns the last trust before it changed hands; 1 when nothing had been decided. */
  public double trustBefore() {
    return before.isEmpty() ? 1 : before.get(before.size() - 1).trust();
  }
}
