package dev.demeanor.replay;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.policy.Dependency;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.policy.VerdictPolicy;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.trust.TrustModel;
import dev.demeanor.trust.TrustState;
import java.util.List;

/**
 * Makes a decision again under a policy, by the machine's own rules: fusion, accumulation and
 * verdict. What was found outside of them is taken from the record: the evidence, that something
 * was blocked or could not be read, that evidence was withheld. Immutable; thread-safe.
 */
final class Redecision {

  /** The reasons that follow from trust and confidence. */
  static final int POLICY_REASONS =
      ReasonCode.TRUST_BELOW_ALLOW.bit()
          | ReasonCode.TRUST_BELOW_CHALLENGE.bit()
          | ReasonCode.INSUFFICIENT_EVIDENCE.bit()
          | ReasonCode.UNCORROBORATED.bit();

  private final MonitorConfig config;
  private final List<Modality> modalities;
  private final TrustModel trust;

  Redecision(MonitorConfig config, List<Modality> modalities) {
    this.config = config;
    this.modalities = List.copyOf(modalities);
    this.trust = new TrustModel(config.trust(), modalities);
  }

  MonitorConfig config() {
    return config;
  }

  List<Modality> modalities() {
    return modalities;
  }

  TrustModel trust() {
    return trust;
  }

  /**
   * Returns the trust state that a record holds: that before the decision.
   *
   * @throws CorruptStateException if it is damaged, or of other modalities
   */
  TrustState prior(AuditRecord.Decided decided) {
    TrustState state = new TrustState(modalities.size());
    StateReader reader = new StateReader(decided.priorTrust());
    state.load(reader);
    reader.expectEnd();
    return state;
  }

  /** Decides again, and moves the state. */
  Outcome decide(AuditRecord.Decided decided, TrustState state) {
    Decision was = decided.decision();
    boolean blocked = was.has(ReasonCode.BLOCKED);
    SegmentPolicy segment = config.segment(decided.segment());
    if (was.has(ReasonCode.NO_SESSION)
        || was.has(ReasonCode.INTERNAL_ERROR)
        || was.has(ReasonCode.CONSENT_WITHDRAWN)) {
      Verdict worst = blocked ? Verdict.DENY : failure(Dependency.TEMPLATES, decided);
      return outcome(decided, state, worst, was.reasonBits() & POLICY_REASONS);
    }
    if (!blocked) {
      step(decided, state);
    }
    double trustNow = trust.trust(state);
    double confidence = trust.confidence(state);
    boolean mayDeny = was.has(ReasonCode.CHALLENGE_FAILED) || trust.mayDeny(state);
    Verdict computed = VerdictPolicy.verdict(segment, trustNow, confidence, mayDeny);
    for (Dependency dependency : Dependency.values()) {
      if (dependency != Dependency.AUDIT && was.has(dependency.reason())) {
        computed = computed.atLeast(failure(dependency, decided));
      }
    }
    return outcome(
        decided,
        state,
        blocked ? Verdict.DENY : computed,
        VerdictPolicy.reasons(segment, trustNow, confidence, mayDeny));
  }

  private Outcome outcome(
      AuditRecord.Decided decided, TrustState state, Verdict computed, int reasons) {
    Decision was = decided.decision();
    boolean blocked = was.has(ReasonCode.BLOCKED);
    boolean enforced = was.mode() == Mode.ENFORCE;
    boolean spared = isSpared(decided, computed, reasons);
    Verdict effective = blocked || enforced ? computed : Verdict.ALLOW;
    if (enforced && spared) {
      effective = Verdict.CHALLENGE;
    }
    if (was.has(ReasonCode.NOT_DURABLE) && enforced && !blocked) {
      effective = failure(Dependency.AUDIT, decided);
    }
    if (was.has(ReasonCode.EXEMPT)) {
      effective = Verdict.ALLOW;
    }
    return new Outcome(
        trust.trust(state),
        trust.confidence(state),
        trust.logOdds(state),
        computed,
        effective,
        spared ? Consequence.CHALLENGE : consequence(decided, computed, reasons),
        reasons);
  }

  /** Whether a block that was lifted a short time before made a DENY a challenge at most. */
  private static boolean isSpared(AuditRecord.Decided decided, Verdict computed, int reasons) {
    return decided.decision().has(ReasonCode.UNBLOCKED_RECENTLY)
        && decided.alarms() == null
        && isDenied(computed, reasons);
  }

  static boolean isDenied(Verdict computed, int reasons) {
    return computed == Verdict.DENY && (reasons & ReasonCode.TRUST_BELOW_CHALLENGE.bit()) != 0;
  }

  private Consequence consequence(AuditRecord.Decided decided, Verdict computed, int reasons) {
    Decision was = decided.decision();
    if (was.has(ReasonCode.EXEMPT) && computed != Verdict.ALLOW) {
      return Consequence.NONE;
    }
    AlarmCounts alarms = decided.alarms();
    return alarms != null && isDenied(computed, reasons)
        ? config.blocking().consequence(alarms)
        : Consequence.of(computed, was.reasonBits() & ~POLICY_REASONS | reasons);
  }

  private Verdict failure(Dependency dependency, AuditRecord.Decided decided) {
    return config.failures().verdict(dependency, decided.route());
  }

  private void step(AuditRecord.Decided decided, TrustState state) {
    double[] evidence = new double[modalities.size()];
    int[] windows = new int[modalities.size()];
    for (Evidence each : decided.evidence()) {
      if (each instanceof Evidence.Present present) {
        int modality = modalities.indexOf(present.source().modality());
        if (modality < 0) {
          throw new CorruptStateException(
              "the policy knows no modality " + present.source().modality().name());
        }
        evidence[modality] += present.value();
        windows[modality]++;
      }
    }
    trust.step(
        state,
        evidence,
        windows,
        missing(decided.decision(), windows),
        0,
        decided.decision().at().toEpochMilli());
  }

  /**
   * Returns a modality whose absence withholds evidence, when some was withheld. Which one it was
   * makes no difference.
   */
  private static int missing(Decision was, int[] windows) {
    if (was.has(ReasonCode.EXPECTED_MODALITY_MISSING)) {
      for (int m = 0; m < windows.length; m++) {
        if (windows[m] == 0) {
          return 1 << m;
        }
      }
    }
    return 0;
  }
}
