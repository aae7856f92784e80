package dev.demeanor.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How fast take-overs are caught. */
final class DelayChart {

  private DelayChart() {}

  static Optional<Figure> of(Optional<DelayCurve> delays) {
    return delays.filter(curve -> !curve.points().isEmpty()).map(DelayChart::figure);
  }

  private static Figure figure(DelayCurve curve) {
    double most = curve.points().get(curve.points().size() - 1).actions();
    double caught = curve.points().get(curve.points().size() - 1).caught();
    Columns line = new Columns("x", "y");
    double before = 0;
    for (DelayCurve.Point point : curve.points()) {
      line.row(point.actions(), 100 * before).row(point.actions(), 100 * point.caught());
      before = point.caught();
    }
    double right = Math.max(1, most);
    InlineSvg chart =
        new Plot(1000, 360)
            .axis(
                "x",
                "Impostor's actions since the take-over, " + curve.actions(),
                0,
                1.02 * right,
                Axis.ticks(0, right, 10))
            .axis("y", "Take-overs caught by then, %", 0, 101, Axis.ticks(0, 100, 5))
            .layer(
                "path",
                line.all(),
                Map.of("x", "x", "y", "y"),
                Map.of("color", Palette.IMPOSTOR.light(), "size", 1.6))
            .draw();
    return new Figure(
        "delay",
        "Detection delay",
        "Which share of the take-overs is caught within how many actions of the impostor, at "
            + curve.budget()
            + ". Further up and further left is better.",
        chart,
        "Share of take-overs caught over actions: " + Html.percent(caught) + " in the end.",
        Html.table(
            "Detection delay in " + curve.actions(),
            List.of("", "Take-overs", "Caught", "Median", "90 %", "95 %"),
            List.of(
                List.of(
                    "All take-overs",
                    Html.count(curve.takeOvers()),
                    Html.percent(caught),
                    cell(within(curve, 0.5)),
                    cell(within(curve, 0.9)),
                    cell(within(curve, 0.95))))));
  }

  private static OptionalDouble within(DelayCurve curve, double share) {
    return curve.points().stream()
        .filter(point -> point.caught() >= share)
        .mapToDouble(DelayCurve.Point::actions)
        .findFirst();
  }

  private static String cell(OptionalDouble actions) {
    return actions.isPresent() ? Html.two(actions.getAsDouble()) : "not reached";
  }
}
