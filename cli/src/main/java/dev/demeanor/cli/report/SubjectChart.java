package dev.demeanor.cli.report;

import dev.demeanor.evaluation.ErrorMeasures;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.SubjectMeasures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The equal-error rate of each subject, the worst first. */
final class SubjectChart {

  private static final int MOST_BARS = 60;
  private static final double HALF_BAR = 0.36;
  private static final int LONGEST_NAME = 24;

  private SubjectChart() {}

  static Optional<Figure> of(EvaluationResult result, Map<String, Long> enrolled) {
    List<SubjectMeasures> worstFirst =
        result.subjects().stream()
            .filter(subject -> subject.errors().isPresent())
            .sorted(Comparator.comparingDouble(SubjectChart::eer).reversed())
            .toList();
    if (worstFirst.isEmpty()) {
      return Optional.empty();
    }
    SubjectMeasures worst = worstFirst.get(0);
    double mean = result.mean().orElseThrow().eer();
    long above = worstFirst.stream().filter(subject -> eer(subject) > mean).count();
    return Optional.of(
        new Figure(
            "subjects",
            "Equal-error rate of each subject",
            "The worst is "
                + worst.subject()
                + " with an EER of "
                + Html.percent(eer(worst))
                + "; "
                + above
                + " of "
                + worstFirst.size()
                + " subjects are above the mean of "
                + Html.percent(mean)
                + " (dashed)."
                + (worstFirst.size() > MOST_BARS
                    ? " The chart shows the " + MOST_BARS + " worst, the table all."
                    : ""),
            chart(worstFirst.subList(0, Math.min(MOST_BARS, worstFirst.size())), mean),
            "Bars of the equal-error rates of "
                + worstFirst.size()
                + " subjects, from "
                + Html.percent(eer(worst))
                + " for "
                + worst.subject()
                + " down to "
                + Html.percent(eer(worstFirst.get(worstFirst.size() - 1)))
                + ".",
            table(result, worstFirst, enrolled)));
  }

  private static InlineSvg chart(List<SubjectMeasures> subjects, double mean) {
    int count = subjects.size();
    double most = 100 * Math.max(0.01, eer(subjects.get(0)));
    Columns bars = new Columns("left", "right", "bottom", "top");
    Columns labels = new Columns("x", "y", "label");
    List<Plot.Tick> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double y = count - i;
      double percent = 100 * eer(subjects.get(i));
      bars.row(0.0, percent, y - HALF_BAR, y + HALF_BAR);
      labels.row(percent + most / 150, y, Html.percent(percent / 100));
      names.add(new Plot.Tick(y, shortened(subjects.get(i).subject())));
    }
    return new Plot(1000, 92 + 21 * count)
        .axis(
            "x",
            "Equal-error rate (EER), % of the subject's attempts",
            0,
            1.12 * most,
            Axis.ticks(0, 1.12 * most, 8))
        .axis("y", "Subject", 0.4, count + 0.6, names)
        .layer(
            "rect",
            bars.all(),
            Map.of("xmin", "left", "xmax", "right", "ymin", "bottom", "ymax", "top"),
            Map.of("fill", Palette.GENUINE.light(), "size", 0.0, "alpha", 1.0))
        .rule("vline", Map.of("xintercept", 100 * mean), Palette.INK, "dashed")
        .layer(
            "label",
            labels.all(),
            Map.of("x", "x", "y", "y", "label", "label"),
            Map.of(
                "hjust",
                0.0,
                "size",
                5.6,
                "color",
                Palette.INK.light(),
                "fill",
                Palette.PAPER.light(),
                "label_size",
                0.0,
                "label_padding",
                0.1))
        .draw();
  }

  private static String table(
      EvaluationResult result, List<SubjectMeasures> worstFirst, Map<String, Long> enrolled) {
    Stream<SubjectMeasures> without =
        result.subjects().stream().filter(subject -> subject.errors().isEmpty());
    List<List<String>> rows =
        Stream.concat(worstFirst.stream(), without).map(subject -> row(subject, enrolled)).toList();
    return Html.table(
        "Subjects, the worst first",
        List.of(
            "Subject",
            "EER",
            "AUC",
            "FRR at FAR 1 %",
            "FAR at FRR 2 %",
            "Learned",
            "Genuine",
            "Impostor",
            "Abstained"),
        rows);
  }

  private static List<String> row(SubjectMeasures subject, Map<String, Long> enrolled) {
    Optional<ErrorMeasures> errors = subject.errors();
    return List.of(
        subject.subject(),
        errors.map(e -> Html.rate(e.eer())).orElse(Html.NONE),
        errors.map(e -> Html.rate(e.auc())).orElse(Html.NONE),
        errors.map(e -> Html.rate(e.frrAtFar1())).orElse(Html.NONE),
        errors.map(e -> Html.rate(e.farAtFrr2())).orElse(Html.NONE),
        Html.count(enrolled.getOrDefault(subject.subject(), 0L)),
        Html.count(subject.genuine()),
        Html.count(subject.impostor()),
        Html.count(subject.abstained()));
  }

  private static double eer(SubjectMeasures subject) {
    return subject.errors().orElseThrow().eer();
  }

  /** The table has the whole name. */
  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "\u2026";
  }
}
