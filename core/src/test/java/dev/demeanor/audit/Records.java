package dev.demeanor.audit;

import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Source;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Simulated records of every kind. */
final class Records {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  /** What must never stand in a line. */
  static final List<String> SECRETS =
      List.of("raw-session-4711", "alice@example.org", "203.0.113.9", "device-0815");

  /** Reasons that there were when the golden files were written; later ones do not change them. */
  private static final int REASONS = ReasonCode.INTERNAL_ERROR.ordinal() + 1;

  private Records() {}

  static AuditRecord feedback(String id) {
    return new AuditRecord.FeedbackGiven(id, NOW, "subject-hash", "session-hash", "GENUINE");
  }

  static List<AuditRecord> all(SplittableRandom random) {
    List<AuditRecord> all = new ArrayList<>();
    List<BlockTarget> targets =
        List.of(
            BlockTarget.session("default", new SessionId(SECRETS.get(0))),
            BlockTarget.account(SubjectId.of(SECRETS.get(1))),
            BlockTarget.address("default", SECRETS.get(2)),
            BlockTarget.device("default", SECRETS.get(3)));
    for (BlockTarget target : targets) {
      Block block =
          new Block(
              "block-" + target.kind(),
              target,
              Block.Origin.values()[random.nextInt(2)],
              "jane",
              "lost; \"quoted\"\n\u00e9\uD83D\uDE80",
              NOW,
              NOW.plusSeconds(1 + random.nextInt(10_000)));
      all.add(new AuditRecord.Blocked(block, "hash-" + target.kind(), random.nextBoolean()));
      all.add(new AuditRecord.Unblocked(block, "hash-" + target.kind(), "jo", "found", NOW));
    }
    all.add(feedback("feedback-1"));
    all.add(new AuditRecord.Erased("erased-1", NOW, "subject-hash", 3, "REQUEST"));
    all.add(new AuditRecord.Started("started-1", NOW, Mode.SHADOW, null, null));
    all.add(new AuditRecord.Started("started-2", NOW, Mode.ENFORCE, "jane", "pilot"));
    all.add(decided(1, null, random));
    all.add(decided(2, "request-2", random));
    all.add(
        new AuditRecord.PolicyApplied(
            "policy-1", NOW, "policy-hash", List.of("keystroke", "pointer"), "{\"format\":1}"));
    all.add(
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
            "c".repeat(64)));
    Block block = ((AuditRecord.Blocked) all.get(0)).block();
    all.add(
        new AuditRecord.FeedbackGiven(
            "feedback-2", NOW, "subject-hash", "session-hash", "GENUINE", "tenant-1"));
    all.add(new AuditRecord.Erased("erased-2", NOW, "subject-hash", 3, "REQUEST", "tenant-1"));
    all.add(alarm(decided(3, null, random)));
    all.add(
        new AuditRecord.Adjudicated(
            "adjudicated-1",
            NOW,
            "tenant-1",
            "event-1",
            "subject-hash",
            null,
            Adjudication.Status.DECIDED,
            Adjudication.Decision.GENUINE,
            "jane",
            2,
            List.of("RELEASED")));
    all.add(
        new AuditRecord.FactorRefused(
            "factor-1", NOW, "tenant-1", "subject-hash", "password", 10, NOW.plusSeconds(9), true));
    all.add(
        new AuditRecord.Extended(block, "hash-SESSION", NOW.plusSeconds(60), "jane", "open", NOW));
    all.add(new AuditRecord.Expired(block, "hash-SESSION"));
    all.add(
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
    return all;
  }

  private static AuditRecord alarm(AuditRecord.Decided decided) {
    return new AuditRecord.Decided(
        decided.decision().with(Consequence.BLOCK_SESSION, Consequence.BLOCK_DEVICE),
        decided.subjectKey(),
        decided.correlationId(),
        decided.segment(),
        decided.thresholds(),
        decided.policyVersion(),
        decided.evidence(),
        decided.logOdds(),
        decided.priorTrust(),
        null,
        "tenant-1",
        new AlarmCounts(1, 3, 2));
  }

  static AuditRecord.Decided decided(long sequence, String correlation, SplittableRandom random) {
    List<Evidence> evidence =
        List.of(
            new Evidence.Present(
                Source.fixedText("password", 2),
                3,
                "a".repeat(64),
                "rhythm",
                bits(random),
                bits(random),
                bits(random)),
            new Evidence.Abstained(
                Source.pointer(), 0, "b".repeat(64), AbstentionReason.COLD_START, 37, 100));
    Decision decision =
        new Decision(
            "session-hash",
            sequence,
            NOW.toEpochMilli(),
            Verdict.ALLOW,
            Verdict.values()[random.nextInt(3)],
            Mode.SHADOW,
            random.nextDouble(),
            random.nextDouble(),
            random.nextInt(1 << REASONS));
    return new AuditRecord.Decided(
        decision,
        "subject-hash",
        correlation,
        "default",
        new Thresholds(0.8, 0.1 + 0.2),
        "policy-hash",
        evidence,
        bits(random),
        new byte[] {0, 1, (byte) 255});
  }

  private static double bits(SplittableRandom random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : -0.0;
  }
}
