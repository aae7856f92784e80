package dev.demeanor.cli.report;

import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Trust over time, one panel a session, the take-over marked. */
final class TrustChart {

  private static final List<String> VERDICTS =
      Stream.of(Verdict.values()).map(Verdict::name).toList();

  private TrustChart() {}

  static Optional<Figure> of(List<SessionTrace> traces, Thresholds thresholds) {
    if (traces.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < traces.size(); i++) {
      SessionTrace trace = traces.get(i);
      rows.add(
          List.of(
              letter(i) + ": " + trace.subject(),
              trace.label(),
              Html.count(trace.points().size()),
              number(trace.takeOverAt()),
              trace.takeOverAt().isEmpty()
                  ? Html.NONE
                  : trace.delay().isPresent() ? number(trace.delay()) : "not flagged",
              Html.count(trace.falseAlarms())));
    }
    return Optional.of(
        new Figure(
            "trust",
            "Trust over time",
            "Trust is the probability that this is still the subject. Decisions at or above "
                + thresholds.allow()
                + " are ALLOW, at or above "
                + thresholds.challenge()
                + " CHALLENGE, below DENY; ALLOW also applies while there is too little evidence."
                + " The sessions were drawn with the seed, not chosen.",
            chart(traces, thresholds),
            "Trust after each decision of "
                + traces.size()
                + " sessions; when another person takes over, it falls as the table says.",
            Html.table(
                "Sessions",
                List.of(
                    "Session of",
                    "What happened",
                    "Decisions",
                    "Take-over at decision",
                    "Impostor's decisions until flagged",
                    "Genuine decisions flagged"),
                rows)));
  }

  private static InlineSvg chart(List<SessionTrace> traces, Thresholds thresholds) {
    Columns points = new Columns("x", "y", "verdict", "session");
    Columns takeOvers = new Columns("x", "bottom", "top", "session");
    Columns labels = new Columns("x", "y", "label", "session");
    int steps = traces.stream().mapToInt(trace -> trace.points().size()).max().orElse(1);
    for (int i = 0; i < traces.size(); i++) {
      SessionTrace trace = traces.get(i);
      String panel = letter(i) + ": " + trace.subject();
      trace
          .points()
          .forEach(p -> points.row((double) p.step(), p.trust(), p.verdict().name(), panel));
      trace
          .takeOverAt()
          .ifPresent(
              at -> {
                takeOvers.row(at - 0.5, 0.0, 1.0, panel);
                labels.row(at - 0.8, 0.06, "take-over", panel);
              });
    }
    Plot plot =
        new Plot(1000, traces.size() > 2 ? 560 : 340)
            .axis(
                "x",
                "Decision within the session, number",
                0,
                steps + 1,
                Axis.ticks(0, steps + 1, 8))
            .axis("y", "Trust, probability of the subject", -0.03, 1.03, Axis.ticks(0, 1, 5))
            .panels("session")
            .rule("hline", Map.of("yintercept", thresholds.allow()), Palette.MUTED, "dotted")
            .rule("hline", Map.of("yintercept", thresholds.challenge()), Palette.MUTED, "dotted");
    if (!takeOvers.isEmpty()) {
      plot.layer(
              "segment",
              takeOvers.all(),
              Map.of("x", "x", "y", "bottom", "xend", "x", "yend", "top"),
              Map.of("color", Palette.IMPOSTOR.light(), "size", 1.2, "linetype", "dashed"))
          .layer(
              "text",
              labels.all(),
              Map.of("x", "x", "y", "y", "label", "label"),
              Map.of("color", Palette.IMPOSTOR.light(), "hjust", 1.0, "size", 5.6));
    }
    return plot.layer(
            "line",
            points.all(),
            Map.of("x", "x", "y", "y"),
            Map.of("color", Palette.MUTED.light(), "size", 0.9))
        .layer(
            "point",
            points.all(),
            Map.of("x", "x", "y", "y", "color", "verdict", "shape", "verdict"),
            Map.of("size", 3.2))
        .values(
            "color",
            VERDICTS,
            List.of(Palette.GENUINE.light(), Palette.CHALLENGE.light(), Palette.IMPOSTOR.light()))
        .values("shape", VERDICTS, List.of(16, 17, 15))
        .draw();
  }

  /** Keeps panels apart and in order, also when one subject has two. */
  private static String letter(int index) {
    return String.valueOf((char) ('A' + index % 26));
  }

  private static String number(OptionalInt value) {
    return value.isPresent() ? Html.count(value.getAsInt()) : Html.NONE;
  }
}
