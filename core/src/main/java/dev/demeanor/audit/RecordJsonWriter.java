package dev.demeanor.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditRecordVisitor;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;

/** Puts the fields of records into a JSON object. Not thread-safe. */
final class RecordJsonWriter implements AuditRecordVisitor<ObjectNode> {

  private final ObjectNode node;

  RecordJsonWriter(ObjectNode node) {
    this.node = node;
  }

  @Override
  public ObjectNode decided(AuditRecord.Decided decided) {
    DecisionJson.write(node, decided);
    return node;
  }

  @Override
  public ObjectNode repeated(AuditRecord.Repeated repeated) {
    DecisionJson.write(node, repeated);
    return node;
  }

  @Override
  public ObjectNode blocked(AuditRecord.Blocked blocked) {
    block(blocked.block(), blocked.targetKey());
    node.put("enforced", blocked.enforced());
    return node;
  }

  @Override
  public ObjectNode unblocked(AuditRecord.Unblocked lifted) {
    block(lifted.block(), lifted.targetKey());
    node.put("actor", lifted.actor()).put("justification", lifted.justification());
    return node;
  }

  @Override
  public ObjectNode feedbackGiven(AuditRecord.FeedbackGiven feedback) {
    node.put("subject", feedback.subjectKey()).put("session", feedback.sessionKey());
    node.put("outcome", feedback.outcome());
    putTenant(feedback);
    return node;
  }

  @Override
  public ObjectNode erased(AuditRecord.Erased erased) {
    node.put("subject", erased.subjectKey()).put("templates", erased.templates());
    node.put("reason", erased.reason());
    putTenant(erased);
    return node;
  }

  @Override
  public ObjectNode consentChanged(AuditRecord.ConsentChanged consent) {
    node.put("subject", consent.subjectKey()).put("given", consent.given());
    return node;
  }

  @Override
  public ObjectNode extended(AuditRecord.Extended extended) {
    block(extended.block(), extended.targetKey());
    node.put("was", extended.until().toString());
    node.put("actor", extended.actor()).put("reason", extended.reason());
    return node;
  }

  @Override
  public ObjectNode expired(AuditRecord.Expired expired) {
    block(expired.block(), expired.targetKey());
    return node;
  }

  @Override
  public ObjectNode adjudicated(AuditRecord.Adjudicated judged) {
    putTenant(judged);
    node.put("event", judged.event());
    node.put("subject", judged.subjectKey()).put("session", judged.sessionKey());
    node.put("status", judged.status().name());
    Adjudication.Decision finding = judged.finding();
    node.put("finding", finding == null ? null : finding.name());
    node.put("reviewer", judged.reviewer()).put("version", judged.version());
    ArrayNode effects = node.putArray("effects");
    judged.effects().forEach(effects::add);
    return node;
  }

  @Override
  public ObjectNode factorRefused(AuditRecord.FactorRefused refused) {
    putTenant(refused);
    node.put("subject", refused.subjectKey()).put("factor", refused.factor());
    node.put("failures", refused.failures()).put("until", refused.until().toString());
    node.put("enforced", refused.enforced());
    return node;
  }

  @Override
  public ObjectNode started(AuditRecord.Started started) {
    node.put("mode", started.mode().name())
        .put("actor", started.actor())
        .put("reason", started.reason());
    if (started.population() != null) {
      node.put("population", started.population());
    }
    return node;
  }

  @Override
  public ObjectNode policyApplied(AuditRecord.PolicyApplied applied) {
    node.put("policy", applied.version());
    ArrayNode modalities = node.putArray("modalities");
    applied.modalities().forEach(modalities::add);
    node.put("settings", applied.policy());
    return node;
  }

  @Override
  public ObjectNode modelActivated(AuditRecord.ModelActivated model) {
    node.put("version", model.version()).put("before", model.before());
    node.put("action", model.action()).put("actor", model.actor()).put("reason", model.reason());
    ArrayNode overridden = node.putArray("overridden");
    model.overridden().forEach(overridden::add);
    return node;
  }

  @Override
  public ObjectNode drifted(AuditRecord.Drifted drift) {
    node.put("subject", drift.subjectKey()).put("source", drift.source());
    node.put("feature", drift.feature()).put("from", drift.from()).put("to", drift.to());
    node.put("psi", drift.psi()).put("ks", drift.ks()).put("pValue", drift.pValue());
    node.put("reference", drift.reference()).put("current", drift.current());
    return node;
  }

  @Override
  public ObjectNode anchored(AuditRecord.Anchored anchor) {
    node.put("node", anchor.node()).put("upTo", anchor.upTo()).put("head", anchor.head());
    node.put("occasion", anchor.occasion());
    node.put("key", anchor.keyId()).put("signature", anchor.signature());
    return node;
  }

  @Override
  public ObjectNode chained(AuditRecord.Chained chained) {
    throw new IllegalArgumentException("a chained record is in JSON already");
  }

  private void putTenant(AuditRecord record) {
    if (record.tenant() != null) {
      node.put("tenant", record.tenant());
    }
  }

  private void block(Block block, String targetKey) {
    node.put("block", block.id()).put("kind", block.target().kind().name());
    node.put("tenant", block.target().tenant()).put("target", targetKey);
    node.put("origin", block.origin().name()).put("by", block.actor()).put("why", block.reason());
    node.put("from", block.createdAt().toString()).put("until", block.expiresAt().toString());
  }
}
