package dev.demeanor.spi.audit;

import org.jspecify.annotations.Nullable;

/**
 * Treats each type of record in its own way, with none forgotten: a type that is added later is a
 * method that is missing, which the compiler tells. Who cares for a few types only tests with
 * {@code instanceof} instead.
 *
 * @param <R> what comes of a record
 */
public interface AuditRecordVisitor<R extends @Nullable Object> {

  /** Returns what comes of a record of any type. */
  default R visit(AuditRecord record) {
    if (record instanceof AuditRecord.Decided decided) {
      return decided(decided);
    } else if (record instanceof AuditRecord.Repeated repeated) {
      return repeated(repeated);
    } else if (record instanceof AuditRecord.Blocked blocked) {
      return blocked(blocked);
    } else if (record instanceof AuditRecord.Extended extended) {
      return extended(extended);
    } else if (record instanceof AuditRecord.Expired expired) {
      return expired(expired);
    } else if (record instanceof AuditRecord.Unblocked unblocked) {
      return unblocked(unblocked);
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      return feedbackGiven(feedback);
    } else if (record instanceof AuditRecord.Adjudicated judged) {
      return adjudicated(judged);
    } else if (record instanceof AuditRecord.FactorRefused refused) {
      return factorRefused(refused);
    } else if (record instanceof AuditRecord.Erased erased) {
      return erased(erased);
    } else if (record instanceof AuditRecord.ConsentChanged consent) {
      return consentChanged(consent);
    } else if (record instanceof AuditRecord.Started started) {
      return started(started);
    } else if (record instanceof AuditRecord.PolicyApplied applied) {
      return policyApplied(applied);
    } else if (record instanceof AuditRecord.ModelActivated model) {
      return modelActivated(model);
    } else if (record instanceof AuditRecord.Drifted drift) {
      return drifted(drift);
    } else if (record instanceof AuditRecord.Anchored anchor) {
      return anchored(anchor);
    } else if (record instanceof AuditRecord.Chained chained) {
      return chained(chained);
    }
    throw new IllegalStateException(
        "audit record type " + record.getClass().getSimpleName() + " has no method here");
  }

  /** A decision. */
  R decided(AuditRecord.Decided decided);

  /** Routine decisions that were merged. */
  R repeated(AuditRecord.Repeated repeated);

  /** A block that was made, or would have been. */
  R blocked(AuditRecord.Blocked blocked);

  /** A block that lasts longer. */
  R extended(AuditRecord.Extended extended);

  /** A block that ended by itself. */
  R expired(AuditRecord.Expired expired);

  /** A block that was lifted. */
  R unblocked(AuditRecord.Unblocked unblocked);

  /** What was said of a session. */
  R feedbackGiven(AuditRecord.FeedbackGiven feedback);

  /** A judgement of a security event. */
  R adjudicated(AuditRecord.Adjudicated judged);

  /** A sign-in factor that is refused for a time. */
  R factorRefused(AuditRecord.FactorRefused refused);

  /** Templates that were erased. */
  R erased(AuditRecord.Erased erased);

  /** Consent that was given or withdrawn. */
  R consentChanged(AuditRecord.ConsentChanged consent);

  /** A monitor that started. */
  R started(AuditRecord.Started started);

  /** The policy of the decisions that follow. */
  R policyApplied(AuditRecord.PolicyApplied applied);

  /** A version of models that decides from here on. */
  R modelActivated(AuditRecord.ModelActivated model);

  /** Features that are distributed otherwise, or as before again. */
  R drifted(AuditRecord.Drifted drift);

  /** An anchor of a chain. */
  R anchored(AuditRecord.Anchored anchor);

  /** A record with its place in a chain. */
  R chained(AuditRecord.Chained chained);
}
