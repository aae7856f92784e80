package dev.demeanor.model;

import java.time.Instant;
import java.util.Objects;

/**
 * How far a comparison had come where one monitor ran: one line of the activation log. A later line
 * of the same reporter about the same versions takes the place of an earlier one. Immutable.
 *
 * @param revision of the manifest that it led to
 * @param at when
 * @param reporter a random name of the monitor's for this comparison
 * @param found what was found since the comparison began there
 */
public record ReportedComparison(
    long revision, Instant at, String reporter, CandidateComparison found) {

  /** Checks that nothing is left out. */
  public ReportedComparison {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(reporter, "reporter");
    Objects.requireNonNull(found, "found");
  }
}
