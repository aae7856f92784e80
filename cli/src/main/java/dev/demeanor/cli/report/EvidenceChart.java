package dev.demeanor.cli.report;

import dev.demeanor.evaluation.ScoredAttempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How evidence is spread, for genuine and for impostor attempts. */
final class EvidenceChart {

  private static final int BINS = 48;
  private static final double TAIL = 0.002;
  private static final String GENUINE = "genuine";
  private static final String IMPOSTOR = "impostor";

  private EvidenceChart() {}

  static Figure of(List<ScoredAttempt> attempts) {
    double[] all = attempts.stream().mapToDouble(ScoredAttempt::score).sorted().toArray();
    double[] genuine = sorted(attempts, true);
    double[] impostor = sorted(attempts, false);
    double low = Math.floor(Math.min(all[(int) (TAIL * (all.length - 1))], -1));
    double high = Math.ceil(Math.max(all[(int) ((1 - TAIL) * (all.length - 1))], 1));
    double[] genuineShares = shares(genuine, low, high);
    double[] impostorShares = shares(impostor, low, high);
    double top = Math.max(max(genuineShares), max(impostorShares)) * 1.08 + 1e-9;
    Plot plot =
        new Plot(1000, 360)
            .axis(
                "x",
                "Evidence of an attempt, nats (above 0 speaks for the subject)",
                low,
                high,
                Axis.ticks(low, high, 10))
            .axis("y", "Share of attempts, %", 0, top, Axis.ticks(0, top, 5));
    double width = (high - low) / BINS;
    Columns bars = new Columns("x", "y", "kind");
    Columns outlines = new Columns("x", "y", "kind");
    add(bars, outlines, genuineShares, low, width, GENUINE);
    add(bars, outlines, impostorShares, low, width, IMPOSTOR);
    List<String> kinds = List.of(GENUINE, IMPOSTOR);
    List<String> colours = List.of(Palette.GENUINE.light(), Palette.IMPOSTOR.light());
    plot.layer(
            "bar",
            bars.all(),
            Map.of("x", "x", "y", "y", "fill", "kind"),
            Map.of(
                "alpha",
                0.35,
                "width",
                1.0,
                "size",
                0.0,
                "position",
                "identity",
                "show_legend",
                false))
        .layer(
            "path",
            outlines.all(),
            Map.of("x", "x", "y", "y", "color", "kind", "linetype", "kind"),
            Map.of("size", 1.2, "show_legend", true))
        .rule("vline", Map.of("xintercept", 0.0), Palette.INK, "solid")
        .values("fill", kinds, colours)
        .values("color", kinds, colours)
        .values("linetype", kinds, List.of("solid", "dashed"));
    return new Figure(
        "evidence",
        "Evidence of genuine and impostor attempts",
        "Evidence is a natural-log likelihood ratio. The less the two overlap, the fewer errors."
            + " Each kind adds up to 100 %; what lies outside the axis is counted in the outermost"
            + " bar.",
        plot.draw(),
        "Histogram of evidence in nats: genuine median "
            + Html.two(quantile(genuine, 0.5))
            + ", impostor median "
            + Html.two(quantile(impostor, 0.5))
            + ".",
        Html.table(
            "Evidence in nats",
            List.of("", "Attempts", "Minimum", "5 %", "Median", "95 %", "Maximum", "Above 0"),
            List.of(row("Genuine", genuine), row("Impostor", impostor))));
  }

  private static double[] sorted(List<ScoredAttempt> attempts, boolean genuine) {
    return attempts.stream()
        .filter(attempt -> attempt.genuine() == genuine)
        .mapToDouble(ScoredAttempt::score)
        .sorted()
        .toArray();
  }

  private static double[] shares(double[] scores, double low, double high) {
    double[] shares = new double[BINS];
    for (double score : scores) {
      int bin = (int) Math.floor((score - low) / (high - low) * BINS);
      shares[Math.max(0, Math.min(BINS - 1, bin))] += 100.0 / scores.length;
    }
    return shares;
  }

  private static void add(
      Columns bars, Columns outlines, double[] shares, double low, double width, String kind) {
    outlines.row(low, 0.0, kind);
    for (int i = 0; i < shares.length; i++) {
      bars.row(low + (i + 0.5) * width, shares[i], kind);
      outlines.row(low + i * width, shares[i], kind);
      outlines.row(low + (i + 1) * width, shares[i], kind);
    }
    outlines.row(low + shares.length * width, 0.0, kind);
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  private static List<String> row(String name, double[] sorted) {
    List<String> row = new ArrayList<>(List.of(name, Html.count(sorted.length)));
    for (double share : new double[] {0, 0.05, 0.5, 0.95, 1}) {
      row.add(sorted.length == 0 ? Html.NONE : Html.two(quantile(sorted, share)));
    }
    row.add(
        sorted.length == 0
            ? Html.NONE
            : Html.percent(
                (double) Arrays.stream(sorted).filter(s -> s > 0).count() / sorted.length));
    return row;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
