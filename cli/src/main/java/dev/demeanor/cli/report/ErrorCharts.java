package dev.demeanor.cli.report;

import dev.demeanor.cli.report.ErrorCurves.Rates;
import dev.demeanor.cli.report.Plot.Tick;
import dev.demeanor.evaluation.ErrorMeasures;
import dev.demeanor.evaluation.EvaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The DET and the ROC curve. */
final class ErrorCharts {

  private static final double WIDTH = 520;
  private static final double HEIGHT = 500;
  private static final double LOWEST = 0.001;
  private static final double HIGHEST = 0.6;
  private static final String POOLED = "pooled, one threshold for all";
  private static final String MEAN = "mean over subjects";
  private static final Map<String, String> MAPPING =
      Map.of("x", "x", "y", "y", "color", "curve", "linetype", "curve");

  private ErrorCharts() {}

  static Figure det(ErrorCurves curves, EvaluationResult result) {
    List<Tick> ticks =
        DoubleStream.of(0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 40, 60)
            .mapToObj(
                percent ->
                    new Tick(
                        NormalDeviate.of(percent / 100), String.valueOf(percent).replace(".0", "")))
            .toList();
    double low = NormalDeviate.of(0.9 * LOWEST);
    double high = NormalDeviate.of(1.05 * HIGHEST);
    DoubleUnaryOperator scale = rate -> NormalDeviate.of(Math.max(LOWEST, Math.min(HIGHEST, rate)));
    Plot plot =
        new Plot(WIDTH, HEIGHT)
            .axis("x", "False accepts (FAR), % of impostor attempts", low, high, ticks)
            .axis("y", "False rejects (FRR), % of genuine attempts", low, high, ticks)
            .rule("abline", Map.of("slope", 1.0, "intercept", 0.0), Palette.MUTED, "dotted");
    lines(plot, curves, scale, scale, rates -> inside(rates.far()) && inside(rates.frr()));
    eerPoint(plot, result, scale, scale);
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("Equal-error rate (EER)", result, ErrorMeasures::eer));
    rows.add(row("FRR at FAR 1 %", result, ErrorMeasures::frrAtFar1));
    rows.add(row("FAR at FRR 2 %", result, ErrorMeasures::farAtFrr2));
    return new Figure(
        "det",
        "Error trade-off (DET)",
        "Each point is a threshold; lower left is better. Axes are scaled by the normal deviate,"
            + " on which normally distributed scores give a straight line. The dotted diagonal is"
            + " where both errors are equal. Rates under 0.1 % and over 60 % are not drawn,"
            + " nor the mean where a single impostor attempt of a subject is more.",
        plot.draw(),
        "Detection error trade-off: " + words(result),
        Html.table("Key figures of the DET curve", heads(), rows));
  }

  static Figure roc(ErrorCurves curves, EvaluationResult result) {
    List<Tick> ticks =
        DoubleStream.of(0, 20, 40, 60, 80, 100)
            .mapToObj(percent -> new Tick(percent, String.valueOf((int) percent)))
            .toList();
    DoubleUnaryOperator far = rate -> 100 * rate;
    DoubleUnaryOperator accepted = rate -> 100 * (1 - rate);
    Plot plot =
        new Plot(WIDTH, HEIGHT)
            .axis("x", "False accepts (FAR), % of impostor attempts", -1, 102, ticks)
            .axis("y", "Genuine accepted (1 - FRR), % of genuine attempts", -1, 102, ticks)
            .rule("abline", Map.of("slope", 1.0, "intercept", 0.0), Palette.MUTED, "dotted");
    lines(plot, curves, far, accepted, rates -> true);
    eerPoint(plot, result, far, accepted);
    return new Figure(
        "roc",
        "Receiver operating characteristic (ROC)",
        "The same thresholds on linear axes; upper left is better. The dotted diagonal is what"
            + " guessing gives. The area under the curve (AUC) is how often a genuine attempt has"
            + " more evidence than an impostor's.",
        plot.draw(),
        "Receiver operating characteristic: " + words(result),
        Html.table(
            "Key figures of the ROC curve",
            heads(),
            List.of(
                row("Area under the curve (AUC)", result, ErrorMeasures::auc),
                row("Equal-error rate (EER)", result, ErrorMeasures::eer))));
  }

  private static boolean inside(double rate) {
    return rate >= LOWEST && rate <= HIGHEST;
  }

  private static void lines(
      Plot plot,
      ErrorCurves curves,
      DoubleUnaryOperator x,
      DoubleUnaryOperator y,
      Predicate<Rates> drawn) {
    Columns data = new Columns("x", "y", "curve");
    add(data, curves.pooled(), POOLED, x, y, drawn);
    add(data, curves.mean(), MEAN, x, y, drawn.and(rates -> rates.far() >= curves.finest()));
    plot.layer("path", data.all(), MAPPING, Map.of("size", 1.6))
        .values(
            "color", List.of(POOLED, MEAN), List.of(Palette.GENUINE.light(), Palette.MEAN.light()))
        .values("linetype", List.of(POOLED, MEAN), List.of("solid", "dashed"));
  }

  /** Leaves out what nobody could see: points nearer to the last drawn one than a hair's width. */
  private static void add(
      Columns data,
      List<Rates> curve,
      String name,
      DoubleUnaryOperator x,
      DoubleUnaryOperator y,
      Predicate<Rates> drawn) {
    double hair = Math.abs(x.applyAsDouble(HIGHEST) - x.applyAsDouble(LOWEST)) / 500;
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    List<Rates> inside = curve.stream().filter(drawn).toList();
    for (int i = 0; i < inside.size(); i++) {
      double atX = x.applyAsDouble(inside.get(i).far());
      double atY = y.applyAsDouble(inside.get(i).frr());
      boolean near = Math.hypot(atX - lastX, atY - lastY) < hair;
      if (!near || i == inside.size() - 1) {
        data.row(atX, atY, name);
        lastX = atX;
        lastY = atY;
      }
    }
  }

  private static void eerPoint(
      Plot plot, EvaluationResult result, DoubleUnaryOperator x, DoubleUnaryOperator y) {
    double aside = Math.abs(x.applyAsDouble(HIGHEST) - x.applyAsDouble(LOWEST)) / 40;
    result
        .pooled()
        .ifPresent(
            pooled ->
                plot.layer(
                        "point",
                        new Columns("x", "y")
                            .row(x.applyAsDouble(pooled.eer()), y.applyAsDouble(pooled.eer()))
                            .all(),
                        Map.of("x", "x", "y", "y"),
                        Map.of("color", Palette.INK.light(), "size", 4.5, "shape", 16))
                    .layer(
                        "text",
                        new Columns("x", "y", "label")
                            .row(
                                x.applyAsDouble(pooled.eer()) + aside,
                                y.applyAsDouble(pooled.eer()),
                                "pooled EER " + Html.percent(pooled.eer()))
                            .all(),
                        Map.of("x", "x", "y", "y", "label", "label"),
                        Map.of(
                            "color",
                            Palette.INK.light(),
                            "hjust",
                            0.0,
                            "vjust",
                            0.5,
                            "size",
                            6.0)));
  }

  private static List<String> heads() {
    return List.of("", "Pooled", "Mean over subjects");
  }

  private static List<String> row(
      String name, EvaluationResult result, ToDoubleFunction<ErrorMeasures> measure) {
    return List.of(name, cell(result.pooled(), measure), cell(result.mean(), measure));
  }

  private static String cell(
      Optional<ErrorMeasures> measures, ToDoubleFunction<ErrorMeasures> measure) {
    return measures.map(all -> Html.rate(measure.applyAsDouble(all))).orElse(Html.NONE);
  }

  private static String words(EvaluationResult result) {
    return "pooled equal-error rate "
        + cell(result.pooled(), ErrorMeasures::eer)
        + ", area under the curve "
        + cell(result.pooled(), ErrorMeasures::auc)
        + "; mean over subjects "
        + cell(result.mean(), ErrorMeasures::eer)
        + " and "
        + cell(result.mean(), ErrorMeasures::auc)
        + ".";
  }
}
