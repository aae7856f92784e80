package dev.demeanor.cli.models;

import dev.demeanor.model.CandidateComparison;
import java.io.PrintWriter;
import java.util.Locale;

/** How a candidate did beside an active version, in words. */
final class ComparisonLines {

  private ComparisonLines() {}

  static void print(CandidateComparison found, PrintWriter out) {
    String beside = found.active().isEmpty() ? "no version" : found.active();
    out.printf(
        Locale.ROOT,
        "beside %s: %d decisions, %d windows, %d without its evidence, %d decisions left out%n",
        beside,
        found.decisions(),
        found.windows(),
        found.abstained(),
        found.dropped());
    out.printf(
        Locale.ROOT,
        "  evidence %+.3f nats on average, %.3f apart; verdicts %d stricter, %d milder%n",
        found.meanDifference(),
        found.meanDistance(),
        found.stricter(),
        found.milder());
    out.flush();
  }
}
