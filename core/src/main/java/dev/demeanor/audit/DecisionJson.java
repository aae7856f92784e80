package dev.demeanor.audit;

import static dev.demeanor.audit.JsonFields.need;
import static dev.demeanor.audit.JsonFields.number;
import static dev.demeanor.audit.JsonFields.numbers;
import static dev.demeanor.audit.JsonFields.optional;
import static dev.demeanor.audit.JsonFields.text;
import static dev.demeanor.audit.JsonFields.whole;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decisions in JSON, single ones and merged ones, written and read: the largest records, and the
 * ones of which there are most. Stateless.
 */
final class DecisionJson {

  private DecisionJson() {}

  static void write(ObjectNode node, AuditRecord.Decided decided) {
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
    decided.evidence().forEach(item -> EvidenceJson.write(evidence.addObject(), item));
    node.put("prior", Base64.getEncoder().encodeToString(decided.priorTrust()));
    if (decided.route() != null) {
      node.put("route", decided.route());
    }
    if (decided.tenant() != null) {
      node.put("tenant", decided.tenant());
    }
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

  static AuditRecord read(JsonNode node, Instant at) {
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
    need(node, "evidence").forEach(item -> evidence.add(EvidenceJson.read(item)));
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

  static void write(ObjectNode node, AuditRecord.Repeated repeated) {
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

  static AuditRecord readRepeated(JsonNode node, Instant at) {
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

  private static List<ReasonCode> reasons(int bits) {
    return Stream.of(ReasonCode.values()).filter(code -> (bits & code.bit()) != 0).toList();
  }

  private static int reasonBits(JsonNode node) {
    int bits = 0;
    for (JsonNode reason : need(node, "reasons")) {
      bits |= ReasonCode.valueOf(reason.asText()).bit();
    }
    return bits;
  }
}
