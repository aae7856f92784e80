package dev.demeanor.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.cli.Version;
import dev.demeanor.evaluation.CalibrationError;
import dev.demeanor.evaluation.ErrorMeasures;
import dev.demeanor.evaluation.EvaluationResult;
import dev.demeanor.evaluation.Interval;
import dev.demeanor.evaluation.Intervals;
import dev.demeanor.evaluation.SubjectMeasures;
import dev.demeanor.evaluation.VerdictCounts;
import dev.demeanor.population.Population;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.OptionalDouble;

/** The result for other programs, format 1. What could not be measured is {@code null}. */
final class ResultJson {

  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultJson() {}

  static void write(Outcome outcome, Writer writer) throws IOException {
    EvaluationResult result = outcome.result();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT).put("command", outcome.command()).put("version", Version.current());
    root.put("seed", outcome.bootstrap().seed()).put("dataset", outcome.recordings().dataset());
    root.put("protocol", outcome.protocol())
        .put("detector", outcome.detectors())
        .put("fusion", outcome.fusion())
        .put("adaptation", Adaptations.nameOf(outcome.settings().adaptation().mode()));
    population(outcome.populations(), root.putObject("population"));
    data(outcome, root.putObject("data"));
    root.put("subjects", result.subjects().size()).put("decisions", result.decisions());
    root.put("genuine", result.genuine()).put("impostor", result.impostor());
    root.put("abstentions", result.abstentions())
        .put("refusedEvents", outcome.run().refusedEvents());
    errors(root, "mean", result.mean(), result.meanIntervals());
    root.put("eerStandardDeviation", result.eerDeviation());
    errors(root, "pooled", result.pooled(), result.pooledIntervals());
    root.put("bootstrapResamples", outcome.bootstrap().resamples());
    verdicts(result.verdicts(), root.putObject("verdicts"));
    result
        .reliability()
        .ifPresentOrElse(
            fit ->
                root.putObject("calibration")
                    .put("slope", fit.slope())
                    .put("intercept", fit.intercept()),
            () -> root.putNull("calibration"));
    optional(root, "expectedCalibrationError", CalibrationError.of(outcome.run().attempts()));
    result
        .subjects()
        .forEach(subject -> subject(outcome, subject, root.withArray("perSubject").addObject()));
    ObjectNode figures = root.putObject("figures");
    outcome.figures().forEach(figure -> optional(figures, figure.key(), figure.present()));
    root.put("seconds", outcome.seconds());
    writer.write(MAPPER.writeValueAsString(root));
    writer.write('\n');
  }

  private static void population(Populations populations, ObjectNode node) {
    node.put("mode", populations.mode()).put("detail", populations.detail());
    ArrayNode used = node.putArray("used");
    for (Population population : populations.used()) {
      ObjectNode one = used.addObject();
      one.put("id", population.id()).put("people", population.people());
      one.put("data", population.origin().data()).put("sha256", population.origin().sha256());
      population.detectors().forEach(one.putObject("detectors")::put);
    }
  }

  private static void data(Outcome outcome, ObjectNode node) {
    var input = outcome.recordings().input();
    node.put("path", input.path()).put("sha256", input.sha256()).put("files", input.files());
    node.put("subjects", outcome.recordings().subjects().size())
        .put("units", outcome.recordings().units());
    node.put("events", outcome.recordings().events()).put("note", outcome.recordings().note());
    ObjectNode irregularities = node.putObject("irregularities");
    outcome.recordings().irregularities().forEach(irregularities::put);
  }

  private static void errors(
      ObjectNode root,
      String name,
      Optional<ErrorMeasures> measures,
      Optional<Intervals> intervals) {
    if (measures.isEmpty()) {
      root.putNull(name);
      return;
    }
    ErrorMeasures value = measures.get();
    ObjectNode node = root.putObject(name);
    measure(node, "eer", value.eer(), intervals.map(Intervals::eer));
    measure(node, "auc", value.auc(), intervals.map(Intervals::auc));
    measure(node, "frrAtFar1", value.frrAtFar1(), intervals.map(Intervals::frrAtFar1));
    measure(node, "farAtFrr2", value.farAtFrr2(), intervals.map(Intervals::farAtFrr2));
  }

  private static void measure(
      ObjectNode node, String name, double value, Optional<Interval> interval) {
    ObjectNode measure = node.putObject(name).put("value", value);
    interval.ifPresent(ends -> measure.put("low", ends.low()).put("high", ends.high()));
  }

  private static void verdicts(VerdictCounts verdicts, ObjectNode node) {
    node.put("impostorsFlagged", verdicts.impostorsFlagged())
        .put("impostorsAllowed", verdicts.impostorsAllowed());
    node.put("genuineFlagged", verdicts.genuineFlagged())
        .put("genuineAllowed", verdicts.genuineAllowed());
    optional(node, "precision", verdicts.precision());
    optional(node, "recall", verdicts.recall());
    optional(node, "falseRejectRate", verdicts.falseRejectRate());
  }

  private static void optional(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  private static void subject(Outcome outcome, SubjectMeasures subject, ObjectNode node) {
    node.put("subject", subject.subject());
    node.put("enrolled", outcome.run().enrolled().getOrDefault(subject.subject(), 0L));
    node.put("genuine", subject.genuine())
        .put("impostor", subject.impostor())
        .put("abstained", subject.abstained());
    subject
        .errors()
        .ifPresentOrElse(
            errors -> node.put("eer", errors.eer()).put("auc", errors.auc()),
            () -> node.putNull("eer").putNull("auc"));
  }
}
