package dev.demeanor.store.jdbc;

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
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simulated things to store. */
final class Simulated {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
  static final TemplateKey KEY =
      new TemplateKey(SubjectId.of("alice"), Source.freeText(), DeviceClass.DESKTOP);

  private Simulated() {}

  static Template template(int samples) {
    return new Template(KEY, 0, "simulated", "a".repeat(64), samples, NOW, new byte[] {1, 2, 3});
  }

  static Block block(String id) {
    BlockTarget target = BlockTarget.account(SubjectId.of("alice"));
    return new Block(
        id, target, Block.Origin.OPERATOR, "jane", "lost device", NOW, NOW.plusSeconds(3600));
  }

  static Sample sample(String id) {
    return new Sample(id, KEY, NOW, Provenance.LIVE, "a".repeat(64), new byte[] {1, 2});
  }

  static SecurityEvent event(String id) {
    return SecurityEvent.pending(id, "default", "SESSION_BLOCKED", NOW, "subject", "session", null);
  }

  static AuditRecord feedback(String id) {
    return new AuditRecord.FeedbackGiven(id, NOW, "subject", "session", "CHALLENGE_PASSED");
  }

  static AuditRecord.Decided decided(String session, long sequence, Verdict verdict) {
    return new AuditRecord.Decided(
        new Decision(
            session,
            sequence,
            NOW.toEpochMilli(),
            Verdict.ALLOW,
            verdict,
            Mode.SHADOW,
            Math.PI / 4,
            Double.MIN_VALUE,
            ReasonCode.TRUST_BELOW_ALLOW.bit()),
        "subject",
        sequence % 2 == 0 ? null : "request-" + sequence,
        "default",
        Thresholds.DEFAULT,
        "policy-hash",
        List.of(
            new Evidence.Present(
                Source.fixedText("password", 3), 3, "a".repeat(64), "simulated", -0.1, 12.5, -0.2),
            new Evidence.Abstained(
                Source.pointer(), 0, "b".repeat(64), AbstentionReason.COLD_START, 37, 100)),
        -Math.E,
        new byte[] {0, 1, (byte) 255});
  }

  /** One record of every kind. */
  static List<AuditRecord> records() {
    return List.of(
        decided("s", 1, Verdict.DENY),
        decided("s", 2, Verdict.ALLOW),
        new AuditRecord.Blocked(block("b"), "target-hash", true),
        new AuditRecord.Unblocked(
            block("b"), "target-hash", "jane", "found; \u00e9\uD83D\uDE80", NOW),
        feedback("f"),
        new AuditRecord.Erased("e", NOW.plusNanos(7), "subject", 3, "REQUEST"),
        new AuditRecord.Started("st1", Instant.MAX, Mode.SHADOW, null, null),
        new AuditRecord.Started("st2", Instant.MIN, Mode.ENFORCE, "jane", "pilot"),
        new AuditRecord.Started("st3", NOW, Mode.SHADOW, null, null, "population-hash"),
        new AuditRecord.PolicyApplied("p", NOW, "policy-hash", List.of("keystroke"), "{}"),
        new AuditRecord.Anchored("a", NOW, "node-1", 7, "c".repeat(64), "RESUMED", "key-1", "c2ln"),
        new AuditRecord.Chained(feedback("c"), "node-1", 8, "d".repeat(64), "{\"id\":\"c\"}"),
        new AuditRecord.ConsentChanged("cc", NOW, "subject", false),
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
            "e".repeat(64)),
        forRoute(decided("s", 3, Verdict.CHALLENGE), "/transfers/{id}"),
        new AuditRecord.FeedbackGiven("ft", NOW, "subject", "session", "GENUINE", "tenant"),
        new AuditRecord.Erased("et", NOW, "subject", 2, "REQUEST", "tenant"),
        alarm(decided("s", 4, Verdict.DENY)),
        new AuditRecord.Extended(
            block("b"), "key", NOW.plusSeconds(60), "jane", "still open", NOW.plusSeconds(5)),
        new AuditRecord.Expired(block("b"), "key"),
        new AuditRecord.Adjudicated(
            "j",
            NOW,
            "tenant",
            "event",
            "subject",
            "session",
            Adjudication.Status.DECIDED,
            Adjudication.Decision.GENUINE,
            "jane",
            2,
            List.of("RELEASED", "UNBLOCKED")),
        new AuditRecord.FactorRefused(
            "fr", NOW, "tenant", "subject", "password", 10, NOW.plusSeconds(60), true),
        new AuditRecord.ModelActivated(
            "m",
            NOW,
            "statistical-2",
            "statistical-1",
            "PROMOTED",
            "jane",
            "better",
            List.of("evaluation: worse")),
        new AuditRecord.Drifted(
            "dr", NOW, null, "pointer", "speed", "STABLE", "DRIFTED", 0.25, 0.125, 1e-9, 1000, 200),
        withModel(decided("s", 5, Verdict.ALLOW)),
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
            "f".repeat(64),
            List.of(0, 1_000, 41)));
  }

  private static AuditRecord copy(
      AuditRecord.Decided decided,
      Decision decision,
      @Nullable String route,
      @Nullable String tenant,
      @Nullable AlarmCounts alarms,
      @Nullable String model) {
    return new AuditRecord.Decided(
        decision,
        decided.subjectKey(),
        decided.correlationId(),
        decided.segment(),
        decided.thresholds(),
        decided.policyVersion(),
        decided.evidence(),
        decided.logOdds(),
        decided.priorTrust(),
        route,
        tenant,
        alarms,
        model);
  }

  private static AuditRecord withModel(AuditRecord.Decided decided) {
    return copy(decided, decided.decision(), null, null, null, "statistical-2");
  }

  private static AuditRecord forRoute(AuditRecord.Decided decided, String route) {
    return copy(decided, decided.decision(), route, null, null, null);
  }

  private static AuditRecord alarm(AuditRecord.Decided decided) {
    Decision blocked = decided.decision().with(Consequence.BLOCK_DEVICE, Consequence.BLOCK_ACCOUNT);
    return copy(decided, blocked, null, "tenant", new AlarmCounts(1, 3, 4), null);
  }
}
