package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.dataset.Recordings;
import dev.demeanor.evaluation.CalibrationError;
import dev.demeanor.evaluation.ErrorMeasures;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Figure;
import dev.demeanor.evaluation.Interval;
import dev.demeanor.evaluation.Intervals;
import dev.demeanor.evaluation.SubjectMeasures;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The result for people: one figure a line, aligned. */
final class TextReport {

  private static final String NONE = "-";

  private final Outcome outcome;
  private final EvaluationResult result;
  private final PrintWriter out;

  private TextReport(Outcome outcome, PrintWriter out) {
    this.outcome = outcome;
    this.result = outcome.result();
    this.out = out;
  }

  static void print(Outcome outcome, PrintWriter out) {
    TextReport report = new TextReport(outcome, out);
    report.what();
    report.errors();
    report.counts();
    out.flush();
  }

  private void what() {
    Recordings recordings = outcome.recordings();
    line("data set", recordings.dataset() + ", protocol " + outcome.protocol());
    line(
        "data",
        recordings.input().path()
            + (recordings.note().isEmpty() ? "" : " (" + recordings.note() + ")"));
    line("data sha256", recordings.input().sha256());
    recordings
        .irregularities()
        .forEach((reason, count) -> line("irregular", count(count) + " " + reason));
    line(
        "detector",
        outcome.detectors() + (outcome.settings().detector().isEmpty() ? " (default)" : ""));
    line("population", outcome.populations().line());
    line("fusion", outcome.fusion());
    if (outcome.settings().adapts()) {
      line("adaptation", Adaptations.nameOf(outcome.settings().adaptation().mode()));
    }
    line("seed", String.valueOf(outcome.bootstrap().seed()));
    out.println();
  }

  private void errors() {
    row("", "value", "95 % interval over subjects");
    String deviation = result.mean().isPresent() ? ", sd " + figure(result.eerDeviation()) : "";
    measure(
        "mean EER",
        result.mean(),
        ErrorMeasures::eer,
        result.meanIntervals(),
        Intervals::eer,
        deviation);
    measure(
        "pooled EER",
        result.pooled(),
        ErrorMeasures::eer,
        result.pooledIntervals(),
        Intervals::eer,
        "");
    both("AUC", ErrorMeasures::auc, Intervals::auc);
    both("FRR at FAR 1 %", ErrorMeasures::frrAtFar1, Intervals::frrAtFar1);
    both("FAR at FRR 2 %", ErrorMeasures::farAtFrr2, Intervals::farAtFrr2);
    row(
        "precision at default thresholds",
        figure(result.verdicts().precision()),
        "of flagged attempts, impostors'");
    row(
        "recall at default thresholds",
        figure(result.verdicts().recall()),
        "of impostor attempts, flagged");
    row(
        "false rejects at default thresholds",
        figure(result.verdicts().falseRejectRate()),
        "of genuine attempts, flagged");
    result
        .reliability()
        .ifPresentOrElse(
            fit ->
                row(
                    "calibration slope",
                    figure(fit.slope()),
                    "intercept " + figure(fit.intercept())),
            () -> row("calibration slope", NONE, ""));
    row(
        "expected calibration error",
        figure(CalibrationError.of(outcome.run().attempts())),
        "both kinds of attempt weighing the same");
    for (Figure figure : outcome.figures()) {
      row(
          figure.name(),
          Double.isNaN(figure.value())
              ? NONE
              : String.format(Locale.ROOT, "%." + figure.decimals() + "f", figure.value()),
          figure.remark());
    }
    out.println();
  }

  private void counts() {
    line("subjects", count(result.subjects().size()));
    line(
        "decisions",
        count(result.decisions())
            + " ("
            + count(result.genuine())
            + " genuine, "
            + count(result.impostor())
            + " impostor)");
    line("abstentions", count(result.abstentions()));
    for (SubjectMeasures subject : result.subjects()) {
      if (subject.abstainedThroughout()) {
        line(
            "  not enrolled",
            subject.subject()
                + ": "
                + outcome.run().enrolled().getOrDefault(subject.subject(), 0L)
                + " units of at least "
                + outcome.run().required());
      }
    }
    if (outcome.run().refusedEvents() > 0) {
      line("refused events", count(outcome.run().refusedEvents()));
    }
    line("seconds", String.format(Locale.ROOT, "%.1f", outcome.seconds()));
  }

  private void both(
      String name,
      ToDoubleFunction<ErrorMeasures> measure,
      Function<Intervals, Interval> interval) {
    measure("mean " + name, result.mean(), measure, result.meanIntervals(), interval, "");
    measure("pooled " + name, result.pooled(), measure, result.pooledIntervals(), interval, "");
  }

  private void measure(
      String name,
      Optional<ErrorMeasures> measures,
      ToDoubleFunction<ErrorMeasures> measure,
      Optional<Intervals> intervals,
      Function<Intervals, Interval> interval,
      String remark) {
    row(
        name,
        measures.map(all -> figure(measure.applyAsDouble(all))).orElse(NONE),
        intervals
                .map(interval)
                .map(ends -> "[" + figure(ends.low()) + ", " + figure(ends.high()) + "]")
                .orElse("")
            + remark);
  }

  private void line(String name, String text) {
    out.printf(Locale.ROOT, "%-14s %s%n", name, text);
  }

  private void row(String name, String value, String remark) {
    out.println(String.format(Locale.ROOT, "%-36s %8s  %s", name, value, remark).stripTrailing());
  }

  private static String figure(OptionalDouble value) {
    return value.isPresent() ? figure(value.getAsDouble()) : NONE;
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
