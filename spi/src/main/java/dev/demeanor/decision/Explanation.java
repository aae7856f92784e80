package dev.demeanor.decision;

import java.util.List;

/**
 * What stands behind a session's trust: the last window of each source with the terms of its
 * evidence. Immutable.
 *
 * @param trust posterior probability of genuine
 * @param confidence how much evidence stands behind it
 * @param thresholds the thresholds of the session's segment
 * @param sources one entry for each source that was assessed in this session
 */
public record Explanation(
    double trust, double confidence, Thresholds thresholds, List<SourceTerms> sources) {

  /** Copies the list. */
  public Explanation {
    sources = List.copyOf(sources);
  }

  /**
   * The last window of one source.
   *
   * @param evidence its evidence or abstention
   * @param terms the terms whose sum is the evidence: one for each feature, {@code interaction},
   *     {@code calibration} and {@code dependence}, what earlier windows of the session had already
   *     said; empty for an abstention
   */
  public record SourceTerms(Evidence evidence, List<Term> terms) {
    /** Copies the list. */
    public SourceTerms {
      terms = List.copyOf(terms);
    }
  }

  /**
   * One term of the evidence.
   *
   * @param name name of a feature, or {@code interaction}, {@code calibration}, {@code dependence},
   *     or a backend's name
   * @param value its share of the evidence, in nats; below 0 speaks against the subject
   */
  public record Term(String name, double value) {}
}
