package dev.demeanor.cli.report;

import dev.demeanor.evaluation.Reliability;
import dev.demeanor.evaluation.ScoredAttempt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether evidence means what it says: evidence against observed log-odds. */
final class ReliabilityChart {

  private static final int BINS = 10;
  private static final double NORMAL_95 = 1.959964;
  private static final String IDEAL = "ideal: slope 1, intercept 0";

  private ReliabilityChart() {}

  /** One bin of attempts with similar evidence. */
  record Bin(double evidence, double logOdds, double error, long genuine, long impostor) {
    long attempts() {
      return genuine + impostor;
    }

    double low() {
      return logOdds - NORMAL_95 * error;
    }

    double high() {
      return logOdds + NORMAL_95 * error;
    }
  }

  static Optional<Figure> of(List<ScoredAttempt> attempts, Optional<Reliability> reliability) {
    List<Bin> bins = bins(attempts);
    if (bins.isEmpty()) {
      return Optional.empty();
    }
    String slope = reliability.map(fit -> Html.rate(fit.slope())).orElse(Html.NONE);
    String intercept = reliability.map(fit -> Html.rate(fit.intercept())).orElse(Html.NONE);
    String meaning = reliability.map(ReliabilityChart::meaning).orElse("No line fits.");
    return Optional.of(
        new Figure(
            "reliability",
            "Reliability of evidence",
            "Does one nat of evidence raise the log-odds of genuine by one nat? Points on the"
                + " dashed diagonal say yes. "
                + meaning
                + " Each point stands for about "
                + Html.count(Math.round(bins.stream().mapToLong(Bin::attempts).average().orElse(0)))
                + " attempts. Log-odds are natural, less those of the sample as a whole; whiskers are 95 %"
                + " intervals; half an attempt is added to each kind, so that a bin with one kind"
                + " only has a place.",
            chart(bins, reliability),
            "Observed log-odds against evidence in "
                + bins.size()
                + " bins; fitted slope "
                + slope
                + ", intercept "
                + intercept
                + ".",
            fit(slope, intercept, reliability) + table(bins)));
  }

  private static String meaning(Reliability fit) {
    String says =
        fit.slope() < 0.9 ? "exaggerates" : fit.slope() > 1.1 ? "understates" : "is about right";
    String offset =
        Math.abs(fit.intercept()) < 0.2
            ? ""
            : fit.intercept() > 0
                ? " and at 0 nats the subject is likelier than it says"
                : " and at 0 nats the subject is less likely than it says";
    return "Here evidence " + says + " (slope " + Html.two(fit.slope()) + ")" + offset + ".";
  }

  private static List<Bin> bins(List<ScoredAttempt> attempts) {
    List<ScoredAttempt> present =
        attempts.stream()
            .filter(attempt -> !attempt.abstained())
            .sorted(Comparator.comparingDouble(ScoredAttempt::score))
            .toList();
    long genuine = present.stream().filter(ScoredAttempt::genuine).count();
    long impostor = present.size() - genuine;
    if (genuine == 0 || impostor == 0) {
      return List.of();
    }
    double sample = Math.log((double) genuine / impostor);
    int count = Math.max(1, Math.min(BINS, present.size() / 10));
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<ScoredAttempt> bin =
          present.subList(present.size() * i / count, present.size() * (i + 1) / count);
      long own = bin.stream().filter(ScoredAttempt::genuine).count();
      long other = bin.size() - own;
      bins.add(
          new Bin(
              bin.stream().mapToDouble(ScoredAttempt::score).average().orElse(0),
              Math.log((own + 0.5) / (other + 0.5)) - sample,
              Math.sqrt(1 / (own + 0.5) + 1 / (other + 0.5)),
              own,
              other));
    }
    return bins;
  }

  private static InlineSvg chart(List<Bin> bins, Optional<Reliability> reliability) {
    double left = Math.floor(bins.stream().mapToDouble(Bin::evidence).min().orElse(-1) - 0.5);
    double right = Math.ceil(bins.stream().mapToDouble(Bin::evidence).max().orElse(1) + 0.5);
    double bottom =
        Math.floor(Math.min(left, bins.stream().mapToDouble(Bin::low).min().orElse(-1))) - 0.3;
    double top =
        Math.ceil(Math.max(right, bins.stream().mapToDouble(Bin::high).max().orElse(1))) + 0.3;
    String fitted =
        reliability
            .map(
                fit ->
                    "slope %s, intercept %s"
                        .formatted(Html.two(fit.slope()), Html.two(fit.intercept())))
            .orElse("fitted");
    Columns lines = new Columns("x", "y", "line");
    Columns points = new Columns("x", "y", "low", "high");
    segment(lines, 1, 0, IDEAL, left, right, bottom, top);
    reliability.ifPresent(
        fit -> segment(lines, fit.slope(), fit.intercept(), fitted, left, right, bottom, top));
    bins.forEach(bin -> points.row(bin.evidence(), bin.logOdds(), bin.low(), bin.high()));
    List<String> names = reliability.isPresent() ? List.of(IDEAL, fitted) : List.of(IDEAL);
    return new Plot(1000, 460)
        .axis("x", "Evidence, nats (mean of the bin)", left, right, Axis.ticks(left, right, 8))
        .axis("y", "Observed log-odds of genuine, nats", bottom, top, Axis.ticks(bottom, top, 8))
        .layer(
            "path",
            lines.all(),
            Map.of("x", "x", "y", "y", "color", "line", "linetype", "line"),
            Map.of("size", 1.2))
        .layer(
            "linerange",
            points.all(),
            Map.of("x", "x", "ymin", "low", "ymax", "high"),
            Map.of("color", Palette.GENUINE.light(), "size", 1.2))
        .layer(
            "point",
            points.all(),
            Map.of("x", "x", "y", "y"),
            Map.of("color", Palette.GENUINE.light(), "size", 4.0))
        .values(
            "color",
            names,
            List.of(Palette.MUTED.light(), Palette.MEAN.light()).subList(0, names.size()))
        .values("linetype", names, List.of("dashed", "solid").subList(0, names.size()))
        .draw();
  }

  /** A line, as far as the panel shows it. */
  private static void segment(
      Columns lines,
      double slope,
      double intercept,
      String name,
      double left,
      double right,
      double bottom,
      double top) {
    double from = left;
    double to = right;
    if (Math.abs(slope) > 1e-9) {
      double atBottom = (bottom - intercept) / slope;
      double atTop = (top - intercept) / slope;
      from = Math.max(left, Math.min(atBottom, atTop));
      to = Math.min(right, Math.max(atBottom, atTop));
    }
    if (from < to) {
      lines.row(from, intercept + slope * from, name).row(to, intercept + slope * to, name);
    }
  }

  private static String fit(String slope, String intercept, Optional<Reliability> reliability) {
    return Html.table(
        "Fitted line (logistic regression)",
        List.of("", "Slope", "Intercept, nats", "Attempts"),
        List.of(
            List.of(
                "Fitted",
                slope,
                intercept,
                reliability.map(fit -> Html.count(fit.attempts())).orElse(Html.NONE)),
            List.of("Ideal", "1", "0", "")));
  }

  private static String table(List<Bin> bins) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      rows.add(
          List.of(
              String.valueOf(i + 1),
              Html.two(bin.evidence()),
              Html.two(bin.logOdds()),
              Html.two(bin.low()) + " to " + Html.two(bin.high()),
              Html.count(bin.attempts()),
              Html.count(bin.genuine()),
              Html.count(bin.impostor())));
    }
    return Html.table(
        "Bins of equal size",
        List.of(
            "Bin",
            "Mean evidence, nats",
            "Observed log-odds, nats",
            "95 % interval",
            "Attempts",
            "Genuine",
            "Impostor"),
        rows);
  }
}
