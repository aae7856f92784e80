package dev.demeanor.model.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.model.CandidateComparison;
import dev.demeanor.model.ReportedComparison;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Comparisons as lines of the activation log. Stateless. */
final class ComparisonJson {

  private static final String ACTION = "compared";
  private static final Set<String> NAMES =
      Set.of(
          "revision",
          "at",
          "action",
          "reporter",
          "version",
          "before",
          "decisions",
          "windows",
          "abstained",
          "meanDifference",
          "meanDistance",
          "stricter",
          "milder",
          "dropped");

  private ComparisonJson() {}

  /** Returns whether a line of the log tells of a comparison. */
  static boolean is(String line) {
    return CanonicalJson.parse(line, "a line of the activation log")
        .path("action")
        .asText()
        .equals(ACTION);
  }

  static String line(ReportedComparison reported) {
    CandidateComparison found = reported.found();
    ObjectNode node = CanonicalJson.NODES.objectNode();
    node.put("revision", reported.revision()).put("at", reported.at().toString());
    node.put("action", ACTION).put("reporter", reported.reporter());
    node.put("version", found.candidate()).put("before", found.active());
    node.put("decisions", found.decisions()).put("windows", found.windows());
    node.put("abstained", found.abstained());
    node.put("meanDifference", exact(found.meanDifference()));
    node.put("meanDistance", exact(found.meanDistance()));
    node.put("stricter", found.stricter()).put("milder", found.milder());
    node.put("dropped", found.dropped());
    return CanonicalJson.text(node);
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(Double.toString(value));
  }

  /** Returns the sum of the latest lines of all reporters, for each version it was beside. */
  static List<CandidateComparison> sums(List<String> lines, String candidate) {
    Map<String, CandidateComparison> latest = new LinkedHashMap<>();
    lines.stream()
        .filter(ComparisonJson::is)
        .map(ComparisonJson::read)
        .filter(reported -> reported.found().candidate().equals(candidate))
        .forEach(reported -> latest.put(reported.reporter(), reported.found()));
    Map<String, CandidateComparison> sums = new LinkedHashMap<>();
    latest.values().forEach(found -> sums.merge(found.active(), found, CandidateComparison::plus));
    return List.copyOf(sums.values());
  }

  static ReportedComparison read(String line) {
    Fields fields =
        new Fields(CanonicalJson.parse(line, "a line of the activation log"), "comparison", NAMES);
    return new ReportedComparison(
        fields.whole("revision"),
        fields.instant("at"),
        fields.text("reporter"),
        new CandidateComparison(
            fields.text("version"),
            fields.text("before"),
            fields.whole("decisions"),
            fields.whole("windows"),
            fields.whole("abstained"),
            fields.number("meanDifference"),
            fields.number("meanDistance"),
            fields.whole("stricter"),
            fields.whole("milder"),
            fields.whole("dropped")));
  }
}
