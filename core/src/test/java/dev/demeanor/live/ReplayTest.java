package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.replay.PolicyJson;
import dev.demeanor.replay.Replay;
import dev.demeanor.replay.ReplayReport;
import dev.demeanor.replay.WhatIf;
import dev.demeanor.replay.WhatIfReport;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.subject.SessionId;
import dev.demeanor.trust.Fusion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Decisions of a live monitor, made again from what it recorded. People are simulated. */
class ReplayTest {

  /** {@code -Ddemeanor.replay.decisions=100000} for the figure of the documentation. */
  private static final int DECISIONS = Integer.getInteger("demeanor.replay.decisions", 4_000);

  private World world = new World();

  /** Lets people, some of them somebody else, type through everything that can happen. */
  private List<AuditRecord> live(MonitorConfig config, int decisions) {
    world = new World();
    world.config = World.config(config);
    SplittableRandom random = new SplittableRandom(5);
    List<AuditRecord> records = new ArrayList<>();
    try (BehaviorMonitor monitor = world.direct().audit(new Recording(records)).build()) {
      world.enrol(monitor);
      int made = 0;
      for (int number = 0; made < decisions; number++) {
        World.Typist typist =
            random.nextInt(3) == 0
                ? new World.Typist(100 + number, number)
                : new World.Typist(1, number);
        try (BehaviorSession session =
            monitor.open(World.options(World.ALICE, "session-" + number))) {
          for (int i = 2 + random.nextInt(20); i > 0; i--, made++) {
            event(monitor, session, number, random);
            if (random.nextInt(6) > 0) {
              typist.type(session);
            }
            session.assess(random.nextBoolean() ? null : "request-" + made);
            world.templates.down = false;
            world.audit.down = false;
          }
        }
        assertThat(monitor.settle(Duration.ofMinutes(2))).isTrue();
      }
    }
    return records;
  }

  private void event(
      BehaviorMonitor monitor, BehaviorSession session, int number, SplittableRandom random) {
    world.clock.advance(Duration.ofSeconds(random.nextInt(900)));
    switch (random.nextInt(40)) {
      case 0 -> session.feedback(Feedback.CHALLENGE_PASSED);
      case 1 -> session.feedback(Feedback.CHALLENGE_FAILED);
      case 2 -> world.templates.down = true;
      case 3 ->
          monitor.block(
              dev.demeanor.spi.store.BlockTarget.session(
                  World.ALICE.tenant(), new SessionId("session-" + number)),
              Duration.ofMinutes(5),
              "jane",
              "test");
      default -> {}
    }
  }

  private static ReplayReport replay(List<AuditRecord> records) {
    Replay replay = new Replay();
    records.forEach(record -> replay.accept(AuditJson.read(AuditJson.write(record))));
    return replay.report();
  }

  @Test
  void everyDecision_isMadeAgainBitForBit() {
    for (MonitorConfig config : configurations()) {
      List<AuditRecord> records = live(config, DECISIONS / 4);
      ReplayReport report = replay(records);
      assertThat(report.differences()).isEmpty();
      assertThat(report.isEqual()).isTrue();
      assertThat(report.decisions()).isGreaterThanOrEqualTo(DECISIONS / 4);
      assertThat(verdicts(records)).as("not trivial").contains(Verdict.ALLOW, Verdict.DENY);
    }
  }

  private static List<MonitorConfig> configurations() {
    MonitorConfig defaults = MonitorConfig.defaults();
    return List.of(
        defaults,
        defaults.enforcedBy("jane", "test").withBlockDuration(Duration.ofMinutes(1)),
        defaults
            .withTrust(defaults.trust().withFusion(Fusion.LINEAR_POOL).withPrior(0.8))
            .withFailurePolicy(Verdict.CHALLENGE, Verdict.DENY),
        defaults
            .withTrust(
                defaults.trust().withMaxAccumulated(3).withCreditHalfLife(Duration.ofMinutes(7)))
            .withSegment("default", strict()));
  }

  private static SegmentPolicy strict() {
    return SegmentPolicy.defaults()
        .withThresholds(new Thresholds(0.97, 0.9))
        .withMinConfidence(0.1)
        .withColdStart(Verdict.CHALLENGE);
  }

  private static List<Verdict> verdicts(List<AuditRecord> records) {
    return decided(records).stream().map(each -> each.decision().computedVerdict()).toList();
  }

  private static List<AuditRecord.Decided> decided(List<AuditRecord> records) {
    return records.stream()
        .filter(AuditRecord.Decided.class::isInstance)
        .map(AuditRecord.Decided.class::cast)
        .toList();
  }

  @Test
  void replay_namesADecisionThatWasRecordedOtherwise() {
    List<AuditRecord> records = live(MonitorConfig.defaults(), 200);
    int changed = 100;
    while (!(records.get(changed) instanceof AuditRecord.Decided)) {
      changed++;
    }
    AuditRecord.Decided was = (AuditRecord.Decided) records.get(changed);
    Decision d = was.decision();
    Decision other =
        new Decision(
            d.sessionKey(),
            d.sequence(),
            d.at().toEpochMilli(),
            d.verdict(),
            d.computedVerdict(),
            d.mode(),
            Math.nextUp(d.trust()),
            d.confidence(),
            d.reasonBits());
    records.set(
        changed,
        new AuditRecord.Decided(
            other,
            was.subjectKey(),
            was.correlationId(),
            was.segment(),
            was.thresholds(),
            was.policyVersion(),
            was.evidence(),
            was.logOdds(),
            was.priorTrust()));
    ReplayReport report = replay(records);
    assertThat(report.different()).isEqualTo(1);
    assertThat(report.differences().get(0).id()).isEqualTo(was.id());
    assertThat(report.differences().get(0).what()).startsWith("trust was");
  }

  @Test
  void replay_withoutThePolicy_isNotEqual() {
    List<AuditRecord> records = live(MonitorConfig.defaults(), 50);
    records.removeIf(AuditRecord.PolicyApplied.class::isInstance);
    ReplayReport report = replay(records);
    assertThat(report.unknownPolicy()).isEqualTo(report.decisions());
    assertThat(report.isEqual()).isFalse();
  }

  @Test
  void whatIf_ofThePolicyThatApplied_changesNothing() {
    List<AuditRecord> records = live(MonitorConfig.defaults(), 500);
    WhatIfReport report = whatIf("{}", records);
    assertThat(report.subjects()).isEmpty();
    assertThat(report.sessionsBlockedNow()).isEqualTo(report.sessionsBlockedThen()).isPositive();
    assertThat(report.decisions()).isGreaterThan(400);
  }

  @Test
  void whatIf_ofStricterThresholds_saysWhatTheLiveMonitorWouldHaveDecided() {
    List<AuditRecord> records = live(MonitorConfig.defaults(), 1_000);
    MonitorConfig stricter = world.config.withSegment("default", strict());
    WhatIfReport report = whatIf(PolicyJson.write(stricter), records);
    List<AuditRecord> really = live(stricter, 1_000);
    assertThat(report.count(Verdict.ALLOW, Verdict.CHALLENGE)).isPositive();
    assertThat(report.subjects()).isNotEmpty();
    assertThat(count(report, Verdict.DENY)).isEqualTo(count(really, Verdict.DENY));
    assertThat(count(report, Verdict.CHALLENGE)).isEqualTo(count(really, Verdict.CHALLENGE));
  }

  @Test
  void whatIf_ofOtherTrust_saysWhatTheLiveMonitorWouldHaveDecided() {
    List<AuditRecord> records = live(MonitorConfig.defaults(), 1_000);
    MonitorConfig other = world.config.withTrust(world.config.trust().withMaxAccumulated(2.5));
    WhatIfReport report = whatIf(PolicyJson.write(other), records);
    List<AuditRecord> really = live(other, 1_000);
    assertThat(report.subjects()).isNotEmpty();
    assertThat(report.resumed()).isZero();
    assertThat(count(report, Verdict.DENY)).isEqualTo(count(really, Verdict.DENY));
    assertThat(count(report, Verdict.CHALLENGE)).isEqualTo(count(really, Verdict.CHALLENGE));
  }

  private static WhatIfReport whatIf(String policy, List<AuditRecord> records) {
    WhatIf whatIf = new WhatIf(policy);
    records.forEach(whatIf::accept);
    return whatIf.report();
  }

  private static long count(WhatIfReport report, Verdict now) {
    long count = 0;
    for (Verdict then : Verdict.values()) {
      count += report.count(then, now);
    }
    return count;
  }

  private static long count(List<AuditRecord> records, Verdict verdict) {
    return decided(records).stream()
        .filter(each -> !each.decision().has(ReasonCode.BLOCKED))
        .filter(each -> each.decision().computedVerdict() == verdict)
        .count();
  }

  /** Keeps everything, in order. */
  private record Recording(List<AuditRecord> records) implements dev.demeanor.spi.audit.AuditSink {
    @Override
    public void append(List<AuditRecord> appended) {
      records.addAll(appended);
    }

    @Override
    public void close() {}
  }
}
