package dev.demeanor.store.jdbc;

import static dev.demeanor.store.jdbc.StoredParts.writeBlock;
import static dev.demeanor.store.jdbc.StoredParts.writeHead;
import static dev.demeanor.store.jdbc.StoredParts.writeInstant;
import static dev.demeanor.store.jdbc.StoredParts.writeNames;
import static dev.demeanor.store.jdbc.StoredParts.writeOptional;

import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditRecordVisitor;
import dev.demeanor.spi.store.Adjudication;

/** From records to stored bytes: the parts of each type in their order. Not thread-safe. */
final class RecordWriter implements AuditRecordVisitor<StateWriter> {

  private final StateWriter out;

  RecordWriter(StateWriter out) {
    this.out = out;
  }

  @Override
  public StateWriter decided(AuditRecord.Decided decided) {
    DecidedCodec.write(out, decided);
    return out;
  }

  @Override
  public StateWriter repeated(AuditRecord.Repeated repeated) {
    RepeatedCodec.write(out, repeated);
    return out;
  }

  @Override
  public StateWriter blocked(AuditRecord.Blocked blocked) {
    writeBlock(out, blocked.block());
    out.putString(blocked.targetKey()).putByte(blocked.enforced() ? 1 : 0);
    return out;
  }

  @Override
  public StateWriter unblocked(AuditRecord.Unblocked lifted) {
    writeBlock(out, lifted.block());
    out.putString(lifted.targetKey()).putString(lifted.actor()).putString(lifted.justification());
    writeInstant(out, lifted.at());
    return out;
  }

  @Override
  public StateWriter feedbackGiven(AuditRecord.FeedbackGiven feedback) {
    writeHead(out, feedback.id(), feedback.at());
    out.putString(feedback.subjectKey()).putString(feedback.sessionKey());
    out.putString(feedback.outcome());
    writeOptional(out, feedback.tenant());
    return out;
  }

  @Override
  public StateWriter erased(AuditRecord.Erased erased) {
    writeHead(out, erased.id(), erased.at());
    out.putString(erased.subjectKey()).putInt(erased.templates()).putString(erased.reason());
    writeOptional(out, erased.tenant());
    return out;
  }

  @Override
  public StateWriter consentChanged(AuditRecord.ConsentChanged consent) {
    writeHead(out, consent.id(), consent.at());
    out.putString(consent.subjectKey()).putByte(consent.given() ? 1 : 0);
    return out;
  }

  @Override
  public StateWriter extended(AuditRecord.Extended extended) {
    writeBlock(out, extended.block());
    out.putString(extended.targetKey());
    writeInstant(out, extended.until());
    out.putString(extended.actor()).putString(extended.reason());
    writeInstant(out, extended.at());
    return out;
  }

  @Override
  public StateWriter expired(AuditRecord.Expired expired) {
    writeBlock(out, expired.block());
    out.putString(expired.targetKey());
    return out;
  }

  @Override
  public StateWriter adjudicated(AuditRecord.Adjudicated judged) {
    writeHead(out, judged.id(), judged.at());
    out.putString(judged.tenant()).putString(judged.event()).putString(judged.subjectKey());
    writeOptional(out, judged.sessionKey());
    out.putString(judged.status().name());
    Adjudication.Decision finding = judged.finding();
    writeOptional(out, finding == null ? null : finding.name());
    writeOptional(out, judged.reviewer());
    out.putLong(judged.version());
    writeNames(out, judged.effects());
    return out;
  }

  @Override
  public StateWriter factorRefused(AuditRecord.FactorRefused refused) {
    writeHead(out, refused.id(), refused.at());
    out.putString(refused.tenant()).putString(refused.subjectKey()).putString(refused.factor());
    out.putInt(refused.failures());
    writeInstant(out, refused.until());
    out.putByte(refused.enforced() ? 1 : 0);
    return out;
  }

  @Override
  public StateWriter started(AuditRecord.Started started) {
    writeHead(out, started.id(), started.at());
    out.putString(started.mode().name());
    writeOptional(out, started.actor());
    writeOptional(out, started.reason());
    writeOptional(out, started.population());
    return out;
  }

  @Override
  public StateWriter policyApplied(AuditRecord.PolicyApplied applied) {
    writeHead(out, applied.id(), applied.at());
    out.putString(applied.version());
    writeNames(out, applied.modalities());
    out.putString(applied.policy());
    return out;
  }

  @Override
  public StateWriter modelActivated(AuditRecord.ModelActivated model) {
    writeHead(out, model.id(), model.at());
    out.putString(model.version());
    writeOptional(out, model.before());
    out.putString(model.action()).putString(model.actor()).putString(model.reason());
    writeNames(out, model.overridden());
    return out;
  }

  @Override
  public StateWriter drifted(AuditRecord.Drifted drift) {
    writeHead(out, drift.id(), drift.at());
    writeOptional(out, drift.subjectKey());
    out.putString(drift.source()).putString(drift.feature());
    out.putString(drift.from()).putString(drift.to());
    out.putDouble(drift.psi()).putDouble(drift.ks()).putDouble(drift.pValue());
    out.putLong(drift.reference()).putLong(drift.current());
    return out;
  }

  @Override
  public StateWriter anchored(AuditRecord.Anchored anchored) {
    writeHead(out, anchored.id(), anchored.at());
    out.putString(anchored.node()).putLong(anchored.upTo()).putString(anchored.head());
    out.putString(anchored.occasion());
    writeOptional(out, anchored.keyId());
    writeOptional(out, anchored.signature());
    return out;
  }

  @Override
  public StateWriter chained(AuditRecord.Chained chained) {
    out.putString(chained.node()).putLong(chained.sequence()).putString(chained.hash());
    out.putString(chained.text()).putBytes(RecordCodec.write(chained.record()));
    return out;
  }
}
