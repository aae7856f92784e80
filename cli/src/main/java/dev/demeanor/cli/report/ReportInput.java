package dev.demeanor.cli.report;

import dev.demeanor.decision.Thresholds;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.ScoredAttempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the report is made of. Immutable.
 *
 * @param run what was run
 * @param attempts every attempt, once
 * @param result the figures; the report adds none of its own that these already hold
 * @param enrolled how many units were learned of each subject
 * @param thresholds where trust turned into a verdict
 * @param traces a few sessions; may be empty
 * @param delays how fast take-overs are caught, where the protocol measures it
 */
public record ReportInput(
    RunDescription run,
    List<ScoredAttempt> attempts,
    EvaluationResult result,
    Map<String, Long> enrolled,
    Thresholds thresholds,
    List<SessionTrace> traces,
    Optional<DelayCurve> delays) {

  /** Copies the collections. */
  public ReportInput {
    attempts = List.copyOf(attempts);
    enrolled = Map.copyOf(enrolled);
    traces = List.copyOf(traces);
  }
}
