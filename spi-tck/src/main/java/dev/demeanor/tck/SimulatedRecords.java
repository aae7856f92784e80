package dev.demeanor.tck;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Source;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.List;

/** Makes simulated audit records, one for each kind there is. */
final class SimulatedRecords {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private SimulatedRecords() {}

  static AuditRecord.Decided decided(String session, long sequence, Verdict verdict) {
    int reasons = verdict == Verdict.ALLOW ? 0 : ReasonCode.TRUST_BELOW_ALLOW.bit();
    Decision decision =
        new Decision(
            session,
            sequence,
            NOW.toEpochMilli() + sequence,
            verdict,
            verdict,
            Mode.ENFORCE,
            verdict == Verdict.ALLOW ? 0.95 : 0.6,
            0.5,
            reasons);
    List<Evidence> evidence =
        List.of(
            new Evidence.Present(
                Source.freeText(),
                3,
                "a".repeat(64),
                "simulated",
                -0.12345678901234568,
                12.5,
                -0.25),
            new Evidence.Abstained(
                Source.pointer(), 0, "b".repeat(64), AbstentionReason.COLD_START, 37, 100));
    return new AuditRecord.Decided(
        decision,
        "subject-hash",
        sequence % 2 == 0 ? null : "request-" + sequence,
        "default",
        Thresholds.DEFAULT,
        "policy-hash",
        evidence,
        1.5,
        new byte[] {0, 1, (byte) 255},
        null,
        null,
        null,
        sequence % 3 == 0 ? "statistical-1" : null);
  }

  static AuditRecord.FeedbackGiven feedback(String id) {
    return new AuditRecord.FeedbackGiven(
        id, NOW, "subject-hash", "session-hash", "CHALLENGE_PASSED");
  }

  /** One record of each kind but {@link AuditRecord.Decided}, all with different ids. */
  static List<AuditRecord> others() {
    Block block =
        new Block(
            "block-1",
            BlockTarget.account(SubjectId.of("alice")),
            Block.Origin.OPERATOR,
            "jane",
            "lost device; \"quoted\"\n\u00e9\uD83D\uDE80",
            NOW,
            NOW.plusSeconds(3600));
    return List.of(
        new AuditRecord.Blocked(block, "target-hash", true),
        new AuditRecord.Unblocked(block, "target-hash", "jane", "found again", NOW),
        feedback("feedback-1"),
        new AuditRecord.Erased("erased-1", NOW, "subject-hash", 3, "REQUEST"),
        new AuditRecord.ConsentChanged("consent-1", NOW, "subject-hash", false),
        new AuditRecord.Started("started-1", NOW, Mode.SHADOW, null, null),
        new AuditRecord.Started("started-2", NOW, Mode.ENFORCE, "jane", "pilot"),
        new AuditRecord.ModelActivated(
            "model-1", NOW, "statistical-1", null, "STARTED", "jane", "first", List.of()),
        new AuditRecord.ModelActivated(
            "model-2",
            NOW,
            "relative-2",
            "statistical-1",
            "PROMOTED",
            "jane",
            "pilot",
            List.of("evaluation: worse")),
        new AuditRecord.Drifted(
            "drift-1", NOW, null, "pointer", "speed", "STABLE", "WARNING", 0.125, 0.25, 0.001, 1000,
            200),
        new AuditRecord.PolicyApplied(
            "policy-1", NOW, "policy-hash", List.of("keystroke", "pointer"), "{\"format\":1}"),
        new AuditRecord.Repeated(
            "session-hash",
            "subject-hash",
            3,
            9,
            7,
            NOW,
            NOW.plusSeconds(90),
            0.96875,
            4,
            "default",
            "policy-hash",
            "c".repeat(64)),
        new AuditRecord.Repeated(
            "session-hash",
            "subject-hash",
            13,
            16,
            4,
            NOW,
            NOW.plusMillis(1_041),
            0.96875,
            4,
            "default",
            "policy-hash",
            "c".repeat(64),
            List.of(0, 1_000, 41)));
  }
}
