package dev.demeanor.audit;

import static dev.demeanor.audit.JsonFields.number;
import static dev.demeanor.audit.JsonFields.text;
import static dev.demeanor.audit.JsonFields.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.decision.Evidence;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.detector.AbstentionReason;

/** Evidence in records of decisions, written and read. Stateless. */
final class EvidenceJson {

  private EvidenceJson() {}

  static void write(ObjectNode node, Evidence evidence) {
    Source source = evidence.source();
    node.put("modality", source.modality().name())
        .put("source", source.name())
        .put("epoch", source.epoch());
    node.put("template", evidence.templateVersion()).put("schema", evidence.schemaHash());
    if (evidence instanceof Evidence.Present present) {
      node.put("detector", present.detector())
          .put("value", present.value())
          .put("raw", present.raw())
          .put("alone", present.alone());
    } else {
      Evidence.Abstained abstained = (Evidence.Abstained) evidence;
      node.put("abstained", abstained.reason().name());
      node.put("samples", abstained.samples()).put("required", abstained.required());
    }
  }

  static Evidence read(JsonNode node) {
    Source source =
        new Source(
            new Modality(text(node, "modality")),
            text(node, "source"),
            Math.toIntExact(whole(node, "epoch")));
    long template = whole(node, "template");
    String schema = text(node, "schema");
    if (node.has("value")) {
      return new Evidence.Present(
          source,
          template,
          schema,
          text(node, "detector"),
          number(node, "value"),
          number(node, "raw"),
          number(node, node.has("alone") ? "alone" : "value"));
    }
    return new Evidence.Abstained(
        source,
        template,
        schema,
        AbstentionReason.valueOf(text(node, "abstained")),
        Math.toIntExact(whole(node, "samples")),
        Math.toIntExact(whole(node, "required")));
  }
}
