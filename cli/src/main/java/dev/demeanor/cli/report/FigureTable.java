package dev.demeanor.cli.report;

import dev.demeanor.decision.Thresholds;
import dev.demeanor.evaluation.ErrorMeasures;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Interval;
import dev.demeanor.evaluation.Intervals;
import dev.demeanor.evaluation.VerdictCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The figures as such, with their intervals. */
final class FigureTable {

  private FigureTable() {}

  /** Returns the few figures that are looked at first. */
  static String tiles(EvaluationResult result) {
    VerdictCounts verdicts = result.verdicts();
    return "<dl class=\"tiles\">\n"
        + tile(
            "Mean EER",
            value(result.mean(), ErrorMeasures::eer),
            interval(result.meanIntervals(), Intervals::eer))
        + tile(
            "Pooled EER",
            value(result.pooled(), ErrorMeasures::eer),
            interval(result.pooledIntervals(), Intervals::eer))
        + tile(
            "Pooled AUC",
            value(result.pooled(), ErrorMeasures::auc),
            interval(result.pooledIntervals(), Intervals::auc))
        + tile("Impostors flagged", Html.rate(verdicts.recall()), "recall at default thresholds")
        + tile(
            "Genuine flagged",
            Html.rate(verdicts.falseRejectRate()),
            "false rejects, same thresholds")
        + "</dl>\n";
  }

  /** Returns all figures. */
  static String table(EvaluationResult result, Thresholds thresholds, RunDescription run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("Equal-error rate (EER)", result, ErrorMeasures::eer, Intervals::eer));
    rows.add(row("Area under the curve (AUC)", result, ErrorMeasures::auc, Intervals::auc));
    rows.add(row("FRR at FAR 1 %", result, ErrorMeasures::frrAtFar1, Intervals::frrAtFar1));
    rows.add(row("FAR at FRR 2 %", result, ErrorMeasures::farAtFrr2, Intervals::farAtFrr2));
    VerdictCounts verdicts = result.verdicts();
    return Html.table(
            "Comparison of scores; intervals are 95 %, over subjects, "
                + Html.count(run.resamples())
                + " resamples. Standard deviation of the subjects' EER: "
                + Html.rate(result.eerDeviation()),
            List.of("Figure", "Mean over subjects", "95 % interval", "Pooled", "95 % interval"),
            rows)
        + Html.table(
            "Decisions at the default thresholds (ALLOW from trust "
                + thresholds.allow()
                + ", CHALLENGE from "
                + thresholds.challenge()
                + "); flagged means CHALLENGE or DENY",
            List.of("Figure", "Value", "Flagged", "Allowed"),
            List.of(
                List.of(
                    "Precision: of flagged attempts, impostors'",
                    Html.rate(verdicts.precision()),
                    "",
                    ""),
                List.of(
                    "Recall: of impostor attempts, flagged",
                    Html.rate(verdicts.recall()),
                    Html.count(verdicts.impostorsFlagged()),
                    Html.count(verdicts.impostorsAllowed())),
                List.of(
                    "False rejects: of genuine attempts, flagged",
                    Html.rate(verdicts.falseRejectRate()),
                    Html.count(verdicts.genuineFlagged()),
                    Html.count(verdicts.genuineAllowed()))));
  }

  /** Returns what was counted. */
  static String counts(EvaluationResult result, RunDescription run) {
    return Html.table(
        "What was measured on",
        List.of("Subjects", "Decisions", "Genuine", "Impostor", "Abstentions", "Refused events"),
        List.of(
            List.of(
                Html.count(result.subjects().size()),
                Html.count(result.decisions()),
                Html.count(result.genuine()),
                Html.count(result.impostor()),
                Html.count(result.abstentions()),
                Html.count(run.refusedEvents()))));
  }

  private static String tile(String name, String value, String remark) {
    return "<div><dt>%s</dt><dd>%s</dd><dd>%s</dd></div>\n"
        .formatted(Html.escape(name), Html.escape(value), Html.escape(remark));
  }

  private static List<String> row(
      String name,
      EvaluationResult result,
      ToDoubleFunction<ErrorMeasures> measure,
      Function<Intervals, Interval> interval) {
    return List.of(
        name,
        value(result.mean(), measure),
        interval(result.meanIntervals(), interval),
        value(result.pooled(), measure),
        interval(result.pooledIntervals(), interval));
  }

  private static String value(
      Optional<ErrorMeasures> measures, ToDoubleFunction<ErrorMeasures> measure) {
    return measures.map(all -> Html.rate(measure.applyAsDouble(all))).orElse(Html.NONE);
  }

  private static String interval(
      Optional<Intervals> intervals, Function<Intervals, Interval> interval) {
    return intervals
        .map(interval)
        .map(ends -> Html.rate(ends.low()) + " to " + Html.rate(ends.high()))
        .orElse(Html.NONE);
  }
}
