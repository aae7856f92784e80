package dev.demeanor.cli.report;

import dev.demeanor.decision.Thresholds;
import dev.demeanor.evaluation.EvaluationResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the report as one HTML file: no script, nothing loaded, charts as SVG. The same input
 * gives the same bytes. Stateless and thread-safe.
 */
public final class HtmlReport {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ROOT)
          .withLocale(Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HtmlReport() {}

  /**
   * Writes the report; the writer stays open.
   *
   * @throws IOException if the writer does
   */
  public static void write(ReportInput input, Writer writer) throws IOException {
    RunDescription run = input.run();
    Optional<ErrorCurves> curves = ErrorCurves.of(input.attempts());
    List<Figure> pair = new ArrayList<>();
    curves.ifPresent(
        both -> {
          pair.add(ErrorCharts.det(both, input.result()));
          pair.add(ErrorCharts.roc(both, input.result()));
        });
    List<Figure> figures = new ArrayList<>();
    figures.add(EvidenceChart.of(input.attempts()));
    SubjectChart.of(input.result(), input.enrolled()).ifPresent(figures::add);
    ReliabilityChart.of(input.attempts(), input.result().reliability()).ifPresent(figures::add);
    TrustChart.of(input.traces(), input.thresholds()).ifPresent(figures::add);
    DelayChart.of(input.delays()).ifPresent(figures::add);
    String title = run.dataset() + ", " + run.protocol();
    writer.write(head("Demeanor evaluation: " + title));
    writer.write(
        """
        <body>
        <header>
        <h1>Evaluation of %s</h1>
        <p class="lead">Protocol %s, detector %s, %s</p>
        </header>
        <main>
        """
            .formatted(
                Html.escape(run.dataset()),
                Html.escape(run.protocol()),
                Html.escape(run.detector()),
                DATE.format(run.at())));
    writer.write(contents(pair, figures));
    writer.write(figuresSection(input.result(), input.thresholds(), run));
    writer.write(howToRead(input.thresholds()));
    if (!pair.isEmpty()) {
      writer.write("<div class=\"pair\">\n");
      for (Figure figure : pair) {
        writer.write(figure.toHtml());
      }
      writer.write("</div>\n");
    }
    for (Figure figure : figures) {
      writer.write(figure.toHtml());
    }
    writer.write(run(run));
    writer.write(
        """
        </main>
        <footer><p>Made by Demeanor %s. This file loads nothing and runs nothing.</p></footer>
        </body>
        </html>
        """
            .formatted(Html.escape(run.versions().library())));
  }

  private static String head(String title) throws IOException {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        """
        .formatted(Html.escape(title), style());
  }

  private static String style() throws IOException {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing from the jar; build it anew");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8)
          .replace("/*DARK*/", Palette.darkRules().strip());
    }
  }

  private static String contents(List<Figure> pair, List<Figure> figures) {
    StringBuilder nav =
        new StringBuilder(
            """
            <nav aria-label="Contents"><ul>
            <li><a href="#figures">Figures</a></li>
            <li><a href="#reading">How to read this</a></li>
            """);
    List<Figure> all = new ArrayList<>(pair);
    all.addAll(figures);
    for (Figure figure : all) {
      nav.append(
          "<li><a href=\"#%s\">%s</a></li>\n"
              .formatted(figure.id(), Html.escape(figure.heading())));
    }
    return nav.append("<li><a href=\"#run\">How this was measured</a></li>\n</ul></nav>\n")
        .toString();
  }

  private static String figuresSection(
      EvaluationResult result, Thresholds thresholds, RunDescription run) {
    return "<section id=\"figures\" aria-labelledby=\"figures-heading\">\n"
        + "<h2 id=\"figures-heading\">Figures</h2>\n"
        + FigureTable.tiles(result)
        + FigureTable.table(result, thresholds, run)
        + FigureTable.counts(result, run)
        + "</section>\n";
  }

  private static String howToRead(Thresholds thresholds) {
    return """
        <section id="reading" aria-labelledby="reading-heading">
        <h2 id="reading-heading">How to read this</h2>
        <p>An attempt is somebody signing in as a subject: <em>genuine</em> when it is the subject,
        <em>impostor</em> when it is anybody else. Each attempt was fed to the same monitor that
        applications run, and its score is the <em>evidence</em> behind the decision: the natural
        logarithm of how much likelier the behaviour is from the subject than from others.
        An abstention counts with evidence 0.</p>
        <p><em>FAR</em> is the share of impostor attempts accepted, <em>FRR</em> the share of genuine
        attempts rejected; the <em>EER</em> is where both are equal. <em>Mean</em> figures give every
        subject its own threshold and average over subjects; <em>pooled</em> figures use one threshold
        for all and are what an application sees. EER and AUC compare detectors; precision, recall and
        false rejects say what the default thresholds do: trust %s for ALLOW, %s for CHALLENGE.
        Intervals cover 95 %% and come from drawing whole subjects with replacement; they speak about
        other people like these, not about other devices, tasks or better prepared attackers.</p>
        </section>
        """
        .formatted(thresholds.allow(), thresholds.challenge());
  }

  private static String run(RunDescription run) {
    StringBuilder rows = new StringBuilder();
    row(rows, "Data", run.data() + (run.note().isEmpty() ? "" : " (" + run.note() + ")"));
    row(rows, "Files read", Html.count(run.files()));
    rows.append("<dt>Data SHA-256</dt><dd><code>")
        .append(Html.escape(run.sha256()))
        .append("</code></dd>\n");
    row(rows, "Protocol", run.protocol());
    row(rows, "Detector", run.detector());
    row(rows, "Population", run.population());
    row(rows, "Fusion", run.fusion());
    row(rows, "Seed", String.valueOf(run.seed()));
    row(rows, "Bootstrap resamples", Html.count(run.resamples()));
    row(rows, "Demeanor", run.versions().library());
    row(rows, "Java", run.versions().java());
    row(rows, "System", run.versions().system());
    row(rows, "Made", DATE.format(run.at()));
    row(rows, "Took", String.format(Locale.ROOT, "%.1f s", run.seconds()));
    return """
        <section id="run" aria-labelledby="run-heading">
        <h2 id="run-heading">How this was measured</h2>
        <p>The same command on the same data gives the same figures.</p>
        <pre>%s</pre>
        <dl class="run">
        %s</dl>
        </section>
        """
        .formatted(Html.escape(run.command()), rows);
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append("<dt>%s</dt><dd>%s</dd>\n".formatted(Html.escape(name), Html.escape(value)));
  }
}
