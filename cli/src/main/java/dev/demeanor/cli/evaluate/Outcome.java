package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Figure;
import java.util.List;

/**
 * Everything a report can tell of one evaluation.
 *
 * @param command the command as it was typed
 * @param recordings what was measured on
 * @param protocol name of the protocol
 * @param settings what was set of the monitor
 * @param plan the trials, and what was known of other people
 * @param run what came out of driving it
 * @param bootstrap how the intervals were made
 * @param result what was measured
 * @param figures what the protocol measures beside that
 * @param seconds how long loading and driving took
 */
record Outcome(
    String command,
    Recordings recordings,
    String protocol,
    MonitorSettings settings,
    PopulationChoice.Plan plan,
    EvaluationRun run,
    Bootstrap bootstrap,
    EvaluationResult result,
    List<Figure> figures,
    double seconds) {

  /** Returns the detectors that gave evidence; before any did, the one that was asked for. */
  String detectors() {
    return run.detectors().isEmpty()
        ? settings.detector().orElse("none")
        : String.join(", ", run.detectors());
  }

  /** Returns the fusion rule in the spelling of the command line. */
  String fusion() {
    return Fusions.nameOf(settings.fusion());
  }

  /** Returns what was known of other people. */
  Populations populations() {
    return plan.populations();
  }
}
