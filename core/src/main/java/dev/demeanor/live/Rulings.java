package dev.demeanor.live;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.machine.Assessment;
import dev.demeanor.policy.Dependency;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.subject.SubjectId;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From what the machine makes of a session to the verdict that is answered and its record: the
 * failure policy, blocks and the mode have their say here. Thread-safe.
 */
final class Rulings {

  private static final Dependency[] DEPENDENCIES = Dependency.values();

  /** What the host said of the request that asks. */
  record Request(@Nullable String correlationId, @Nullable String route) {
    Request {
      boolean kept = correlationId != null && SubjectId.isName(correlationId);
      correlationId = kept ? correlationId : null; // a store that refuses one refuses its batch
    }
  }

  private final MonitorConfig config;
  private final String policyVersion;

  /** Bits of the reasons for what does not answer, beside templates and audit. */
  private final IntSupplier unavailable;

  Rulings(MonitorParts parts, IntSupplier unavailable) {
    this.config = parts.config;
    this.policyVersion = parts.policyVersion();
    this.unavailable = unavailable;
  }

  /** Returns the decision that the machine's assessment comes to. */
  Decision decision(
      LiveSession session, Assessment assessment, boolean blocked, long now, Request request) {
    int reasons = assessment.reasonBits();
    Verdict computed = assessment.verdict();
    if (!blocked && session.templates.presenceFailed()) {
      reasons |= ReasonCode.TEMPLATES_UNAVAILABLE.bit();
    }
    reasons |= unavailable.getAsInt();
    for (Dependency dependency : DEPENDENCIES) {
      if (dependency != Dependency.AUDIT && (reasons & dependency.reason().bit()) != 0) {
        computed = computed.atLeast(failure(dependency, request.route));
      }
    }
    if (blocked) {
      computed = Verdict.DENY;
      reasons |= ReasonCode.BLOCKED.bit();
    }
    Verdict effective = computed;
    if (config.mode() == Mode.SHADOW && !blocked && computed != Verdict.ALLOW) {
      effective = Verdict.ALLOW;
      reasons |= ReasonCode.SHADOWED.bit();
    }
    return new Decision(
        session.sessionKey,
        assessment.sequence(),
        now,
        effective,
        computed,
        config.mode(),
        assessment.trust(),
        assessment.confidence(),
        reasons);
  }

  /** Returns the decision that the failure policy makes without the machine. */
  Decision byFailurePolicy(
      LiveSession session,
      Assessment at,
      boolean blocked,
      long now,
      Request request,
      ReasonCode reason) {
    Verdict worst = blocked ? Verdict.DENY : failure(Dependency.TEMPLATES, request.route);
    Verdict effective = blocked || config.mode() == Mode.ENFORCE ? worst : Verdict.ALLOW;
    int reasons = reason.bit() | (blocked ? ReasonCode.BLOCKED.bit() : 0);
    reasons |= effective == worst ? 0 : ReasonCode.SHADOWED.bit();
    return new Decision(
        session.sessionKey,
        at.sequence(),
        now,
        effective,
        worst,
        config.mode(),
        at.trust(),
        at.confidence(),
        reasons);
  }

  /** Returns the record of a decision with what it takes to make it again. */
  AuditRecord.Decided record(
      LiveSession session,
      Request request,
      @Nullable String modelVersion,
      Decision decision,
      List<Evidence> evidence,
      double logOdds,
      StateWriter prior) {
    return new AuditRecord.Decided(
        decision,
        session.subjectKey,
        request.correlationId,
        session.options.segment(),
        session.segment.thresholds(),
        policyVersion,
        evidence,
        logOdds,
        prior.toByteArray(),
        request.route,
        session.options.subject().tenant(),
        null,
        modelVersion);
  }

  private Verdict failure(Dependency dependency, @Nullable String route) {
    return config.failures().verdict(dependency, route);
  }
}
