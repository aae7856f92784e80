package dev.demeanor.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.evaluation.Bootstrap;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.ScoredAttempt;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static final String SCRIPT = "<script>alert('x')</script>";
  private static final String LINK = "<a href=\"http://evil.example/\">b&b</a>";
  private static final String FORMULA = "\\( x^2 \\) {y} $z$";

  @Test
  void report_hasEverySection() throws IOException {
    Document page = parse(report(attempts("s1", "s2")));

    for (String id :
        List.of(
            "figures",
            "reading",
            "det",
            "roc",
            "evidence",
            "subjects",
            "reliability",
            "trust",
            "delay",
            "run")) {
      Element section = page.getElementById(id);
      assertThat(section).as(id).isNotNull();
      assertThat(section.select("h2").text()).as(id).isNotBlank();
    }
    assertThat(page.select("nav a"))
        .allSatisfy(
            link -> assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull());
  }

  @Test
  void report_loadsAndRunsNothing() throws IOException {
    String html = report(attempts("s1", SCRIPT));

    assertThat(html).doesNotContain("http://", "https://", "url(data", "@import", "javascript:");
    Document page = parse(html);
    assertThat(page.select("script, link, img, iframe, object, embed, image, use, base, form"))
        .isEmpty();
    assertThat(page.select("[src], [xlink:href], [onload], [onclick]")).isEmpty();
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
  }

  @Test
  void report_isWellFormed() throws IOException {
    String html = report(attempts("s1", SCRIPT, LINK));
    Parser parser = Parser.htmlParser().setTrackErrors(20);

    parser.parseInput(html, "");

    assertThat(parser.getErrors()).isEmpty();
    assertThat(Jsoup.parse(html).select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @Test
  void report_ofNamesThatLookLikeMarkup_showsThemAsTheyAre() throws IOException {
    String html = report(attempts(SCRIPT, LINK, FORMULA));
    Document page = parse(html);

    assertThat(page.select("script, a[href^=http]")).isEmpty();
    assertThat(page.select("#subjects tbody th").eachText())
        .containsExactlyInAnyOrder(SCRIPT, LINK, FORMULA);
    assertThat(page.select("#subjects svg text").eachText()).contains(FORMULA);
    assertThat(page.select("#run pre").text()).contains("<b>");
    assertThat(page.select("pre b, title b")).isEmpty();
  }

  @Test
  void report_labelsEveryAxisWithItsUnit() throws IOException {
    Document page = parse(report(attempts("s1", "s2")));

    assertThat(axes(page, "det"))
        .containsExactlyInAnyOrder(
            "False accepts (FAR), % of impostor attempts",
            "False rejects (FRR), % of genuine attempts");
    assertThat(axes(page, "roc"))
        .contains("Genuine accepted (1 - FRR), % of genuine attempts")
        .hasSize(2);
    assertThat(axes(page, "evidence"))
        .contains(
            "Share of attempts, %",
            "Evidence of an attempt, nats (above 0 speaks for the subject)");
    assertThat(axes(page, "subjects"))
        .contains("Subject", "Equal-error rate (EER), % of the subject's attempts");
    assertThat(axes(page, "reliability"))
        .contains("Evidence, nats (mean of the bin)", "Observed log-odds of genuine, nats");
    assertThat(axes(page, "trust"))
        .contains("Decision within the session, number", "Trust, probability of the subject");
    assertThat(axes(page, "delay"))
        .contains(
            "Impostor's actions since the take-over, entries", "Take-overs caught by then, %");
  }

  @Test
  void report_describesEveryChartInWordsAndFigures() throws IOException {
    Document page = parse(report(attempts("s1", "s2")));

    assertThat(page.select("section.figure")).hasSize(7);
    assertThat(page.select("section.figure"))
        .allSatisfy(
            section -> {
              assertThat(section.select("svg > title").text()).isNotBlank();
              assertThat(section.select("svg > desc").text()).containsPattern("\\d");
              assertThat(section.select("svg").attr("role")).isEqualTo("img");
              assertThat(section.select("table td")).isNotEmpty();
            });
  }

  @Test
  void report_holdsOnlyFiniteNumbers() throws IOException {
    // one is told apart without error, one is never heard of, one has one kind of attempt only
    List<ScoredAttempt> attempts = new ArrayList<>(attempts("s1"));
    for (int i = 0; i < 20; i++) {
      attempts.add(attempt("perfect", true, 5, i));
      attempts.add(attempt("perfect", false, -5, i));
      attempts.add(new ScoredAttempt("silent", i % 2 == 0, 0, i, Verdict.ALLOW, true));
      attempts.add(attempt("alone", true, 1, i));
    }

    String html = report(attempts);

    assertThat(html).doesNotContain("NaN", "Infinity", ">null<", "E-", "E+");
  }

  @Test
  void report_ofPerfectlySeparatedScores_isDrawn() throws IOException {
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      attempts.add(attempt("s1", true, 1, i));
      attempts.add(attempt("s1", false, -1, i));
    }

    Document page = parse(report(attempts));

    assertThat(page.select("#subjects p").text()).contains("s1 with an EER of 0.0 %");
    assertThat(page.select("#det svg, #roc svg, #evidence svg")).hasSize(3);
  }

  @Test
  void report_withoutImpostors_leavesOutWhatCannotBeDrawn() throws IOException {
    Document page = parse(report(List.of(attempt("s1", true, 1, 1), attempt("s1", true, 2, 2))));

    assertThat(page.select("#det, #roc, #subjects, #reliability")).isEmpty();
    assertThat(page.select("#evidence svg")).hasSize(1);
  }

  @Test
  void report_ofTheSameInput_hasTheSameBytes() throws IOException {
    List<ScoredAttempt> attempts = attempts("s1", "s2");

    assertThat(report(attempts)).isEqualTo(report(attempts));
  }

  @Test
  void report_namesTheWorstSubject() throws IOException {
    List<ScoredAttempt> attempts = new ArrayList<>(attempts("good"));
    for (int i = 0; i < 20; i++) {
      attempts.add(attempt("bad", i % 2 == 0, i, i));
    }

    assertThat(parse(report(attempts)).select("#subjects p").text())
        .startsWith("The worst is bad ");
  }

  @Test
  void report_tellsHowLongEachTakeOverWentUnnoticed() throws IOException {
    Document page = parse(report(attempts("s1", "s2")));

    assertThat(page.select("#trust tbody tr").get(0).select("td").eachText())
        .containsExactly("s2 takes over", "6", "4", "2", "0");
    assertThat(page.select("#trust svg text").eachText()).contains("take-over", "A: s1");
  }

  private static List<String> axes(Document page, String section) {
    return page.select("#" + section + " svg .axis-title-x, #" + section + " svg .axis-title-y")
        .eachText();
  }

  private static Document parse(String html) {
    return Jsoup.parse(html);
  }

  private static List<ScoredAttempt> attempts(String... subjects) {
    SplittableRandom random = new SplittableRandom(7);
    List<ScoredAttempt> attempts = new ArrayList<>();
    for (String subject : subjects) {
      for (int i = 0; i < 60; i++) {
        attempts.add(attempt(subject, true, 4 * random.nextDouble() - 1, i));
        attempts.add(attempt(subject, false, 4 * random.nextDouble() - 3, i));
      }
    }
    return attempts;
  }

  private static ScoredAttempt attempt(String subject, boolean genuine, double score, int order) {
    return new ScoredAttempt(
        subject, genuine, score, order, score > 0 ? Verdict.ALLOW : Verdict.DENY, false);
  }

  private static String report(List<ScoredAttempt> attempts) throws IOException {
    StringWriter written = new StringWriter();
    HtmlReport.write(
        new ReportInput(
            new RunDescription(
                "demeanor evaluate --data '<b>.csv'",
                "cmu",
                "take-over",
                "rhythm",
                "one-class",
                "evidence",
                "<b>.csv",
                1,
                "00ff",
                "",
                3,
                50,
                1.5,
                0,
                new RunDescription.Versions("0.1", "17", "Linux"),
                Instant.parse("2026-01-02T03:04:05Z")),
            attempts,
            EvaluationResult.of(attempts, new Bootstrap(50, 3)),
            Map.of(),
            Thresholds.DEFAULT,
            List.of(trace()),
            Optional.of(
                new DelayCurve(
                    "1 % false alarms",
                    "entries",
                    20,
                    List.of(new DelayCurve.Point(1, 0.4), new DelayCurve.Point(3, 0.95))))),
        written);
    return written.toString();
  }

  private static SessionTrace trace() {
    double[] trust = {0.9, 0.95, 0.97, 0.9, 0.3, 0.1};
    return new SessionTrace(
        "s1",
        "s2 takes over",
        IntStream.range(0, trust.length)
            .mapToObj(
                i -> new SessionTrace.Point(i + 1, trust[i], Thresholds.DEFAULT.verdict(trust[i])))
            .toList(),
        OptionalInt.of(4));
  }
}
