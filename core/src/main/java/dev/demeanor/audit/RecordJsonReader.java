package dev.demeanor.audit;

import static dev.demeanor.audit.JsonFields.number;
import static dev.demeanor.audit.JsonFields.optional;
import static dev.demeanor.audit.JsonFields.text;
import static dev.demeanor.audit.JsonFields.texts;
import static dev.demeanor.audit.JsonFields.truth;
import static dev.demeanor.audit.JsonFields.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.demeanor.decision.Mode;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Instant;

/** From JSON to records, by the name of the type. Stateless. */
final class RecordJsonReader {

  private RecordJsonReader() {}

  static AuditRecord read(JsonNode node) {
    String type = text(node, "type");
    String id = text(node, "id");
    Instant at = Instant.parse(text(node, "at"));
    return switch (type) {
      case "Decided" -> DecisionJson.read(node, at);
      case "Repeated" -> DecisionJson.readRepeated(node, at);
      case "Blocked" ->
          new AuditRecord.Blocked(readBlock(node), text(node, "target"), truth(node, "enforced"));
      case "Unblocked" ->
          new AuditRecord.Unblocked(
              readBlock(node),
              text(node, "target"),
              text(node, "actor"),
              text(node, "justification"),
              at);
      case "FeedbackGiven" ->
          new AuditRecord.FeedbackGiven(
              id,
              at,
              text(node, "subject"),
              text(node, "session"),
              text(node, "outcome"),
              optional(node, "tenant"));
      case "Erased" ->
          new AuditRecord.Erased(
              id,
              at,
              text(node, "subject"),
              Math.toIntExact(whole(node, "templates")),
              text(node, "reason"),
              optional(node, "tenant"));
      case "ConsentChanged" ->
          new AuditRecord.ConsentChanged(id, at, text(node, "subject"), truth(node, "given"));
      case "Extended" ->
          new AuditRecord.Extended(
              readBlock(node),
              text(node, "target"),
              Instant.parse(text(node, "was")),
              text(node, "actor"),
              text(node, "reason"),
              at);
      case "Expired" -> new AuditRecord.Expired(readBlock(node), text(node, "target"));
      case "Adjudicated" -> readAdjudicated(node, id, at);
      case "FactorRefused" ->
          new AuditRecord.FactorRefused(
              id,
              at,
              text(node, "tenant"),
              text(node, "subject"),
              text(node, "factor"),
              Math.toIntExact(whole(node, "failures")),
              Instant.parse(text(node, "until")),
              truth(node, "enforced"));
      case "Started" ->
          new AuditRecord.Started(
              id,
              at,
              Mode.valueOf(text(node, "mode")),
              optional(node, "actor"),
              optional(node, "reason"),
              optional(node, "population"));
      case "PolicyApplied" ->
          new AuditRecord.PolicyApplied(
              id, at, text(node, "policy"), texts(node, "modalities"), text(node, "settings"));
      case "ModelActivated" ->
          new AuditRecord.ModelActivated(
              id,
              at,
              text(node, "version"),
              optional(node, "before"),
              text(node, "action"),
              text(node, "actor"),
              text(node, "reason"),
              texts(node, "overridden"));
      case "Drifted" ->
          new AuditRecord.Drifted(
              id,
              at,
              optional(node, "subject"),
              text(node, "source"),
              text(node, "feature"),
              text(node, "from"),
              text(node, "to"),
              number(node, "psi"),
              number(node, "ks"),
              number(node, "pValue"),
              whole(node, "reference"),
              whole(node, "current"));
      case "Anchored" ->
          new AuditRecord.Anchored(
              id,
              at,
              text(node, "node"),
              whole(node, "upTo"),
              text(node, "head"),
              text(node, "occasion"),
              optional(node, "key"),
              optional(node, "signature"));
      default -> throw new CorruptStateException("audit record type \"" + type + "\" is not known");
    };
  }

  @SuppressWarnings("NullAway") // reads the annotated nested type from the class file wrongly
  private static AuditRecord readAdjudicated(JsonNode node, String id, Instant at) {
    String finding = optional(node, "finding");
    return new AuditRecord.Adjudicated(
        id,
        at,
        text(node, "tenant"),
        text(node, "event"),
        text(node, "subject"),
        optional(node, "session"),
        Adjudication.Status.valueOf(text(node, "status")),
        finding == null ? null : Adjudication.Decision.valueOf(finding),
        optional(node, "reviewer"),
        whole(node, "version"),
        texts(node, "effects"));
  }

  private static Block readBlock(JsonNode node) {
    return new Block(
        text(node, "block"),
        new BlockTarget(
            BlockTarget.Kind.valueOf(text(node, "kind")),
            text(node, "tenant"),
            text(node, "target")),
        Block.Origin.valueOf(text(node, "origin")),
        text(node, "by"),
        text(node, "why"),
        Instant.parse(text(node, "from")),
        Instant.parse(text(node, "until")));
  }
}
