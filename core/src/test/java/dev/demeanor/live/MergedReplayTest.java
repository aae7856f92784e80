package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.MonitorConfig;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.replay.EvidenceReplay;
import dev.demeanor.replay.PolicyJson;
import dev.demeanor.replay.Replay;
import dev.demeanor.replay.ReplayReport;
import dev.demeanor.replay.WhatIf;
import dev.demeanor.replay.WhatIfReport;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditRecord.Repeated;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.trust.Fusion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions whose records were merged, made again bit for bit. People are simulated. */
class MergedReplayTest {

  private final HeldTasks time = new HeldTasks();
  private final SampleStore samples =
      new InMemorySampleStoreProvider().open(ProviderOptions.none().with("capacity", "1000000"));
  private World world = new World();
  private long made;

  @AfterEach
  void end() {
    time.shutdownNow();
  }

  private List<AuditRecord> live(MonitorConfig config, Duration delay) {
    world = new World();
    world.config = World.config(config);
    SplittableRandom random = new SplittableRandom(21);
    made = 60;
    BehaviorMonitorBuilder builder =
        world.direct().samples(samples).scheduler(time).routineDelay(delay);
    try (BehaviorMonitor monitor = builder.build()) {
      world.enrol(monitor);
      for (int number = 0; number < 40; number++) {
        int rhythm = random.nextInt(4) == 0 ? 100 + number : 1;
        World.Typist typist = new World.Typist(rhythm, number);
        try (BehaviorSession session = monitor.open(options(ALICE, "session-" + number))) {
          for (int i = 0; i < 30; i++, made++) {
            step(session, typist, random);
          }
        }
      }
    }
    return world.records();
  }

  private void step(BehaviorSession session, World.Typist typist, SplittableRandom random) {
    world.clock.advance(Duration.ofMillis(random.nextInt(200_000)));
    switch (random.nextInt(12)) {
      case 0, 1 -> typist.type(session);
      case 2 -> session.feedback(Feedback.values()[random.nextInt(2)]);
      case 3 -> time.run();
      default -> {}
    }
    session.assess("request-" + made);
  }

  private static ReplayReport replay(List<AuditRecord> records) {
    Replay replay = new Replay();
    records.forEach(record -> replay.accept(AuditJson.read(AuditJson.write(record))));
    return replay.report();
  }

  private static List<Repeated> repeated(List<AuditRecord> records) {
    return records.stream().filter(Repeated.class::isInstance).map(Repeated.class::cast).toList();
  }

  @Test
  void everyDecision_isMadeAgainAtLevelOne() {
    MonitorConfig defaults = MonitorConfig.defaults();
    for (MonitorConfig config :
        List.of(
            defaults,
            defaults.enforcedBy("jane", "test"),
            defaults.withTrust(defaults.trust().withFusion(Fusion.LINEAR_POOL).withPrior(0.8)))) {
      List<AuditRecord> records = live(config, Duration.ofSeconds(1));
      ReplayReport report = replay(records);
      assertThat(report.differences()).isEmpty();
      assertThat(report.isEqual()).isTrue();
      assertThat(report.merged()).isZero();
      assertThat(report.decisions()).isEqualTo(made);
      assertThat(repeated(records)).as("not trivial").hasSizeGreaterThan(50);
      assertThat(records).hasSizeLessThan((int) made);
    }
  }

  @Test
  void everyDecision_isMadeAgainAtLevelTwo() {
    List<AuditRecord> records = live(MonitorConfig.defaults(), Duration.ofSeconds(1));
    EvidenceReplay replay = world.direct().evidenceReplay(samples);
    records.forEach(replay::accept);
    assertThat(replay.report().differences()).isEmpty();
    assertThat(replay.report().isEqual()).isTrue();
    assertThat(replay.report().decisions()).isEqualTo(made);
  }

  @Test
  void otherTrust_isFollowedThroughMergedDecisions() {
    List<AuditRecord> records = live(MonitorConfig.defaults(), Duration.ofSeconds(1));
    MonitorConfig other =
        world
            .config
            .withTrust(world.config.trust().withMaxAccumulated(2.5))
            .withSegment(
                "default", SegmentPolicy.defaults().withThresholds(new Thresholds(0.97, 0.9)));
    WhatIfReport merged = whatIf(other, records);
    List<AuditRecord> single = live(MonitorConfig.defaults(), Duration.ZERO);
    assertThat(merged.resumed()).isZero();
    assertThat(merged.subjects()).isNotEmpty();
    assertThat(merged).isEqualTo(whatIf(other, single));
    assertThat(single).hasSizeGreaterThan(records.size());
  }

  private static WhatIfReport whatIf(MonitorConfig policy, List<AuditRecord> records) {
    WhatIf whatIf = new WhatIf(PolicyJson.write(policy));
    records.forEach(whatIf::accept);
    return whatIf.report();
  }

  @Test
  void lowestTrustThatWasRecordedOtherwise_isADifference() {
    List<AuditRecord> records =
        new ArrayList<>(live(MonitorConfig.defaults(), Duration.ofSeconds(1)));
    Repeated was = repeated(records).get(3);
    records.set(records.indexOf(was), with(was, Math.nextDown(was.lowestTrust()), was.pauses()));
    assertThat(replay(records).different()).isEqualTo(1);
  }

  @Test
  void mergedDecisionsWithoutTimes_areCountedAndNotGuessed() {
    List<AuditRecord> records =
        new ArrayList<>(live(MonitorConfig.defaults(), Duration.ofSeconds(1)));
    Repeated was =
        repeated(records).stream().filter(one -> one.count() > 2).findFirst().orElseThrow();
    records.set(records.indexOf(was), with(was, was.lowestTrust(), List.of()));
    ReplayReport report = replay(records);
    assertThat(report.merged()).isEqualTo(was.count());
    assertThat(report.decisions()).isEqualTo(made - was.count());
    assertThat(report.isEqual()).isTrue();
  }

  private static Repeated with(Repeated was, double lowestTrust, List<Integer> pauses) {
    return new Repeated(
        was.sessionKey(),
        was.subjectKey(),
        was.firstSequence(),
        was.lastSequence(),
        was.count(),
        was.from(),
        was.until(),
        lowestTrust,
        was.reasonBits(),
        was.segment(),
        was.policyVersion(),
        was.digest(),
        pauses);
  }
}
