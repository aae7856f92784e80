package dev.demeanor.model;

/**
 * How a candidate would have decided beside the active version, on the same sessions, without
 * effect. Immutable.
 *
 * @param candidate which version
 * @param active beside which; empty when none was active
 * @param decisions decisions that were made again
 * @param windows windows that both gave evidence on
 * @param abstained windows on which the active one gave evidence and the candidate did not
 * @param meanDifference mean of the candidate's evidence less the active one's, in nats
 * @param meanDistance mean of its magnitude
 * @param stricter decisions for which the candidate's verdict would have been harsher
 * @param milder decisions for which it would have been milder
 * @param dropped decisions that were not compared since too many waited
 */
public record CandidateComparison(
    String candidate,
    String active,
    long decisions,
    long windows,
    long abstained,
    double meanDifference,
    double meanDistance,
    long stricter,
    long milder,
    long dropped) {

  /** Nothing was compared yet. */
  public static CandidateComparison none(String candidate, String active) {
    return new CandidateComparison(candidate, active, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Returns both together.
   *
   * @throws IllegalArgumentException if the other is about other versions
   */
  public CandidateComparison plus(CandidateComparison other) {
    if (!other.candidate.equals(candidate) || !other.active.equals(active)) {
      throw new IllegalArgumentException(
          "comparisons must be of the same versions, were of "
              + candidate
              + " and "
              + other.candidate);
    }
    return new CandidateComparison(
        candidate,
        active,
        decisions + other.decisions,
        windows + other.windows,
        abstained + other.abstained,
        mean(meanDifference, other.windows, other.meanDifference),
        mean(meanDistance, other.windows, other.meanDistance),
        stricter + other.stricter,
        milder + other.milder,
        dropped + other.dropped);
  }

  private double mean(double own, long windowsOfOther, double ofOther) {
    long all = windows + windowsOfOther;
    return all == 0 ? 0 : (own * windows + ofOther * windowsOfOther) / all;
  }
}
