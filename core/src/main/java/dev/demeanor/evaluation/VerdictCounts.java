package dev.demeanor.evaluation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the verdicts did at the thresholds in force. The positive class is the impostor: an attempt
 * is <em>flagged</em> when its verdict is CHALLENGE or DENY. An abstention is judged by its verdict
 * like any other attempt, so an impostor on a subject who is not enrolled yet counts as missed.
 * Immutable.
 *
 * @param impostorsFlagged impostor attempts that were flagged
 * @param impostorsAllowed impostor attempts that were not
 * @param genuineFlagged genuine attempts that were flagged
 * @param genuineAllowed genuine attempts that were not
 */
public record VerdictCounts(
    long impostorsFlagged, long impostorsAllowed, long genuineFlagged, long genuineAllowed) {

  /** Counts the verdicts of these attempts. */
  public static VerdictCounts of(List<ScoredAttempt> attempts) {
    long[] counts = new long[4];
    for (ScoredAttempt attempt : attempts) {
      counts[(attempt.genuine() ? 2 : 0) + (attempt.flagged() ? 0 : 1)]++;
    }
    return new VerdictCounts(counts[0], counts[1], counts[2], counts[3]);
  }

  /**
   * Returns which share of the flagged attempts were impostors'; empty when nothing was flagged.
   */
  public OptionalDouble precision() {
    return share(impostorsFlagged, genuineFlagged);
  }

  /** Returns which share of the impostor attempts was flagged; empty without impostors. */
  public OptionalDouble recall() {
    return share(impostorsFlagged, impostorsAllowed);
  }

  /**
   * Returns which share of the genuine attempts was flagged (FRR of the decision); empty without
   * genuine attempts.
   */
  public OptionalDouble falseRejectRate() {
    return share(genuineFlagged, genuineAllowed);
  }

  private static OptionalDouble share(long part, long rest) {
    return part + rest == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) part / (part + rest));
  }
}
