package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of audit records: one object with {@code v}, {@code type}, {@code id} and {@code
 * at}, and the fields of its type. Format version 1 is a record alone; version 2 is a record with
 * its place in a chain: {@code chain}, {@code seq} and {@code prev} behind {@code v}, and {@code
 * hash} at the end. Targets of blocks appear only as keyed hashes, so a block that is read back has
 * the hash as its value. Stateless and thread-safe.
 */
public final class AuditJson {

  /** A record alone. */
  private static final int ALONE = 1;

  /** A record in a chain. */
  private static final int CHAINED = 2;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

  private AuditJson() {}

  /** Returns a record as JSON in one line: a chained one as it is, another in version 1. */
  public static String write(AuditRecord record) {
    if (record instanceof AuditRecord.Chained chained) {
      return chained.text();
    }
    ObjectNode node = MAPPER.createObjectNode();
    node.put("v", ALONE);
    return write(node, record);
  }

  /**
   * Returns the line of a record with its place in a chain, format version 2, up to its hash and
   * without the closing brace: what {@link ChainLink} hashes.
   */
  static String writeChained(AuditRecord record, String chain, long sequence, String previous) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("v", CHAINED).put("chain", chain).put("seq", sequence).put("prev", previous);
    String json = write(node, record);
    return json.substring(0, json.length() - 1);
  }

  private static String write(ObjectNode node, AuditRecord record) {
    node.put("type", record.getClass().getSimpleName());
    String id = record instanceof AuditRecord.Decided one ? one.decision().id() : record.id();
    node.put("id", id).put("at", record.at().toString());
    if (record instanceof AuditRecord.Decided decided) {
      writeDecided(node, decided);
    } else if (record instanceof AuditRecord.Repeated repeated) {
      writeRepeated(node, repeated);
    } else if (record instanceof AuditRecord.Blocked blocked) {
      writeBlock(node, blocked.block(), blocked.targetKey());
      node.put("enforced", blocked.enforced());
    } else if (record instanceof AuditRecord.Unblocked lifted) {
      writeBlock(node, lifted.block(), lifted.targetKey());
      node.put("actor", lifted.actor()).put("justification", lifted.justification());
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      node.put("subject", feedback.subjectKey()).put("session", feedback.sessionKey());
      node.put("outcome", feedback.outcome());
      putTenant(node, record);
    } else if (record instanceof AuditRecord.Erased erased) {
      node.put("subject", erased.subjectKey()).put("templates", erased.templates());
      node.put("reason", erased.reason());
      putTenant(node, record);
    } else if (record instanceof AuditRecord.ConsentChanged consent) {
      node.put("subject", consent.subjectKey()).put("given", consent.given());
    } else if (record instanceof AuditRecord.Extended extended) {
      writeBlock(node, extended.block(), extended.targetKey());
      node.put("was", extended.until().toString());
      node.put("actor", extended.actor()).put("reason", extended.reason());
    } else if (record instanceof AuditRecord.Expired expired) {
      writeBlock(node, expired.block(), expired.targetKey());
    } else if (record instanceof AuditRecord.Adjudicated judged) {
      writeAdjudicated(node, judged);
    } else if (record instanceof AuditRecord.FactorRefused refused) {
      putTenant(node, record);
      node.put("subject", refused.subjectKey()).put("factor", refused.factor());
      node.put("failures", refused.failures()).put("until", refused.until().toString());
      node.put("enforced", refused.enforced());
    } else if (record instanceof AuditRecord.Started started) {
      node.put("mode", started.mode().name())
          .put("actor", started.actor())
          .put("reason", started.reason());
      if (started.population() != null) {
        node.put("population", started.population());
      }
    } else if (record instanceof AuditRecord.PolicyApplied applied) {
      node.put("policy", applied.version());
      ArrayNode modalities = node.putArray("modalities");
      applied.modalities().forEach(modalities::add);
      node.put("settings", applied.policy());
    } else if (record instanceof AuditRecord.ModelActivated model) {
      node.put("version", model.version()).put("before", model.before());
      node.put("action", model.action()).put("actor", model.actor()).put("reason", model.reason());
      ArrayNode overridden = node.putArray("overridden");
      model.overridden().forEach(overridden::add);
    } else if (record instanceof AuditRecord.Drifted drift) {
      node.put("subject", drift.subjectKey()).put("source", drift.source());
      node.put("feature", drift.feature()).put("from", drift.from()).put("to", drift.to());
      node.put("psi", drift.psi()).put("ks", drift.ks()).put("pValue", drift.pValue());
      node.put("reference", drift.reference()).put("current", drift.current());
    } else if (record instanceof AuditRecord.Anchored anchor) {
      node.put("node", anchor.node()).put("upTo", anchor.upTo()).put("head", anchor.head());
      node.put("occasion", anchor.occasion());
      node.put("key", anchor.keyId()).put("signature", anchor.signature());
    }
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always writable", e);
    }
  }

  private static void putTenant(ObjectNode node, AuditRecord record) {
    if (record.tenant() != null) {
      node.put("tenant", record.tenant());
    }
  }

  private static void writeAdjudicated(ObjectNode node, AuditRecord.Adjudicated judged) {
    putTenant(node, judged);
    node.put("event", judged.event());
    node.put("subject", judged.subjectKey()).put("session", judged.sessionKey());
    node.put("status", judged.status().name());
    Adjudication.Decision finding = judged.finding();
    node.put("finding", finding == null ? null : finding.name());
    node.put("reviewer", judged.reviewer()).put("version", judged.version());
    ArrayNode effects = node.putArray("effects");
    judged.effects().forEach(effects::add);
  }

  private static void writeDecided(ObjectNode node, AuditRecord.Decided decided) {
    Decision decision = decided.decision();
    node.put("subject", decided.subjectKey()).put("session", decision.sessionKey());
    node.put("sequence", decision.sequence()).put("correlation", decided.correlationId());
    node.put("verdict", decision.verdict().name())
        .put("computed", decision.computedVerdict().name());
    node.put("mode", decision.mode().name());
    node.put("trust", decision.trust()).put("confidence", decision.confidence());
    node.put("logOdds", decided.logOdds());
    ArrayNode reasons = node.putArray("reasons");
    decision.reasons().forEach(reason -> reasons.add(reason.name()));
    if (decided.modelVersion() != null) {
      node.put("model", decided.modelVersion());
    }
    node.put("segment", decided.segment()).put("policy", decided.policyVersion());
    node.put("allow", decided.thresholds().allow())
        .put("challenge", decided.thresholds().challenge());
    ArrayNode evidence = node.putArray("evidence");
    decided.evidence().forEach(item -> writeEvidence(evidence.addObject(), item));
    node.put("prior", Base64.getEncoder().encodeToString(decided.priorTrust()));
    if (decided.route() != null) {
      node.put("route", decided.route());
    }
    putTenant(node, decided);
    if (decision.consequence() != Consequence.of(decision.verdict(), decision.reasonBits())
        || decision.computedConsequence()
            != Consequence.of(decision.computedVerdict(), decision.reasonBits())) {
      node.put("consequence", decision.consequence().name());
      node.put("computedConsequence", decision.computedConsequence().name());
    }
    AlarmCounts alarms = decided.alarms();
    if (alarms != null) {
      node.putArray("alarms")
          .add(alarms.inSession())
          .add(alarms.onDevice())
          .add(alarms.onAccount());
    }
  }

  private static void writeRepeated(ObjectNode node, AuditRecord.Repeated repeated) {
    node.put("subject", repeated.subjectKey()).put("session", repeated.sessionKey());
    node.put("first", repeated.firstSequence()).put("last", repeated.lastSequence());
    node.put("count", repeated.count()).put("until", repeated.until().toString());
    node.put("lowestTrust", repeated.lowestTrust());
    ArrayNode reasons = node.putArray("reasons");
    reasons(repeated.reasonBits()).forEach(reason -> reasons.add(reason.name()));
    node.put("segment", repeated.segment()).put("policy", repeated.policyVersion());
    node.put("digest", repeated.digest());
    if (!repeated.pauses().isEmpty()) {
      ArrayNode pauses = node.putArray("pauses");
      repeated.pauses().forEach(pauses::add);
    }
  }

  private static List<ReasonCode> reasons(int bits) {
    return Stream.of(ReasonCode.values()).filter(code -> (bits & code.bit()) != 0).toList();
  }

  private static void writeEvidence(ObjectNode node, Evidence evidence) {
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

  private static void writeBlock(ObjectNode node, Block block, String targetKey) {
    node.put("block", block.id()).put("kind", block.target().kind().name());
    node.put("tenant", block.target().tenant()).put("target", targetKey);
    node.put("origin", block.origin().name()).put("by", block.actor()).put("why", block.reason());
    node.put("from", block.createdAt().toString()).put("until", block.expiresAt().toString());
  }

  /**
   * Reads a line that {@link #write} wrote; of a chained one, the record in it. Whether the chain
   * is unbroken is for {@link ChainVerifier} to say.
   *
   * @throws CorruptStateException if it is damaged, or of an unknown version or type
   */
  public static AuditRecord read(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      int version = Math.toIntExact(whole(node, "v"));
      if (version != ALONE && version != CHAINED) {
        throw new CorruptStateException("audit record version must be 1 or 2, was " + version);
      }
      if (version == CHAINED) {
        need(node, "chain");
        need(node, "seq");
        need(node, "prev");
        need(node, "hash");
      }
      return read(node);
    } catch (JsonProcessingException | RuntimeException e) {
      if (e instanceof CorruptStateException corrupt) {
        throw corrupt;
      }
      throw new CorruptStateException("audit record is damaged: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Reads a line of a chain with its place there. Whether the chain is unbroken is for {@link
   * ChainVerifier} to say.
   *
   * @throws CorruptStateException if it is damaged, of an unknown version or type, or has no place
   */
  public static AuditRecord.Chained readChained(byte[] line) {
    ChainLink link = ChainLink.parse(line);
    if (link == null) {
      throw new CorruptStateException("is not a chained record");
    }
    String text = new String(line, UTF_8);
    return new AuditRecord.Chained(read(text), link.node(), link.sequence(), link.hash(), text);
  }

  private static AuditRecord read(JsonNode node) {
    String type = text(node, "type");
    String id = text(node, "id");
    Instant at = Instant.parse(text(node, "at"));
    return switch (type) {
      case "Decided" -> readDecided(node, at);
      case "Repeated" -> readRepeated(node, at);
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

  private static AuditRecord readRepeated(JsonNode node, Instant at) {
    return new AuditRecord.Repeated(
        text(node, "session"),
        text(node, "subject"),
        whole(node, "first"),
        whole(node, "last"),
        whole(node, "count"),
        at,
        Instant.parse(text(node, "until")),
        number(node, "lowestTrust"),
        reasonBits(node),
        text(node, "segment"),
        text(node, "policy"),
        text(node, "digest"),
        node.has("pauses") ? numbers(node, "pauses") : List.of());
  }

  private static int reasonBits(JsonNode node) {
    int bits = 0;
    for (JsonNode reason : need(node, "reasons")) {
      bits |= ReasonCode.valueOf(reason.asText()).bit();
    }
    return bits;
  }

  private static AuditRecord readDecided(JsonNode node, Instant at) {
    int bits = reasonBits(node);
    Decision decision =
        new Decision(
            text(node, "session"),
            whole(node, "sequence"),
            at.toEpochMilli(),
            Verdict.valueOf(text(node, "verdict")),
            Verdict.valueOf(text(node, "computed")),
            Mode.valueOf(text(node, "mode")),
            number(node, "trust"),
            number(node, "confidence"),
            bits);
    if (node.has("consequence")) { // otherwise they are those of the verdicts
      decision =
          decision.with(
              Consequence.valueOf(text(node, "consequence")),
              Consequence.valueOf(text(node, "computedConsequence")));
    }
    List<Evidence> evidence = new ArrayList<>();
    need(node, "evidence").forEach(item -> evidence.add(readEvidence(item)));
    return new AuditRecord.Decided(
        decision,
        text(node, "subject"),
        optional(node, "correlation"),
        text(node, "segment"),
        new Thresholds(number(node, "allow"), number(node, "challenge")),
        text(node, "policy"),
        evidence,
        node.has("logOdds") ? number(node, "logOdds") : logit(decision.trust()),
        Base64.getDecoder().decode(text(node, "prior")),
        optional(node, "route"),
        optional(node, "tenant"),
        node.has("alarms") ? readAlarms(node.get("alarms")) : null,
        optional(node, "model"));
  }

  private static AlarmCounts readAlarms(JsonNode alarms) {
    if (!alarms.isArray() || alarms.size() != 3) {
      throw new CorruptStateException("audit record field \"alarms\" must have three numbers");
    }
    return new AlarmCounts(
        alarms.get(0).intValue(), alarms.get(1).intValue(), alarms.get(2).intValue());
  }

  /** Records of before say only trust, which is within its bound. */
  private static double logit(double trust) {
    return StrictMath.log(trust / (1 - trust));
  }

  private static Evidence readEvidence(JsonNode node) {
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

  private static JsonNode need(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new CorruptStateException("audit record needs the field \"" + field + "\"");
    }
    return value;
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.isTextual(), value, field).asText();
  }

  private static List<String> texts(JsonNode node, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : need(node, field)) {
      texts.add(check(item.isTextual(), item, field).asText());
    }
    return texts;
  }

  private static List<Integer> numbers(JsonNode node, String field) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode item : need(node, field)) {
      numbers.add(check(item.isInt(), item, field).intValue());
    }
    return numbers;
  }

  private static double number(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.isNumber(), value, field).asDouble();
  }

  private static long whole(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.canConvertToLong() && value.isIntegralNumber(), value, field).asLong();
  }

  private static boolean truth(JsonNode node, String field) {
    JsonNode value = need(node, field);
    return check(value.isBoolean(), value, field).asBoolean();
  }

  private static JsonNode check(boolean valid, JsonNode value, String field) {
    if (!valid) {
      throw new CorruptStateException("audit record field \"" + field + "\" is of another kind");
    }
    return value;
  }

  private static @Nullable String optional(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : text(node, field);
  }
}
