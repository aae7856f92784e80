package dev.demeanor.evaluation;

import dev.demeanor.decision.Verdict;
import java.util.Objects;

/**
 * One test attempt of known origin and what the monitor made of it. Immutable.
 *
 * @param subject the enrolled account the attempt was made on
 * @param genuine whether it was the subject's own
 * @param score its evidence in nats, higher speaks for the subject; finite, 0 for an abstention
 * @param order its place among the attempts on this subject, unique per subject and origin
 * @param verdict the verdict that applies when decisions are enforced
 * @param abstained whether there was no evidence at all
 */
public record ScoredAttempt(
    String subject, boolean genuine, double score, int order, Verdict verdict, boolean abstained) {

  /** Checks that the score can be compared and that an abstention is neutral. */
  public ScoredAttempt {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(verdict, "verdict");
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score must be finite, was " + score);
    }
    if (abstained && score != 0) {
      throw new IllegalArgumentException("score of an abstention must be 0, was " + score);
    }
  }

  /** Returns whether the verdict takes the attempt for an impostor's: it is CHALLENGE or DENY. */
  public boolean flagged() {
    return verdict != Verdict.ALLOW;
  }
}
