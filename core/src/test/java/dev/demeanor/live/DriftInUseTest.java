package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Verdict;
import dev.demeanor.drift.DriftBounds;
import dev.demeanor.drift.DriftLevel;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a monitor says when somebody, or everybody, types otherwise than before. */
class DriftInUseTest {

  private static final int RUN = 4;
  private static final Duration LONG = Duration.ofMinutes(4);

  private static final DriftPolicy POLICY =
      DriftPolicy.defaults()
          .withSubject(DriftBounds.subject().withRuns(12, 12))
          .withPopulation(DriftBounds.population().withRuns(40, 40));

  private World world = new World();
  private final List<AuditRecord.Drifted> told = new ArrayList<>();
  private int sessions;

  private BehaviorMonitor monitor(DriftPolicy policy) {
    world.config = MonitorConfig.defaults();
    return world
        .direct()
        .drift(policy)
        .listener(
            new DecisionListener() {
              @Override
              public void onRecord(AuditRecord record) {
                if (record instanceof AuditRecord.Drifted drifted) {
                  told.add(drifted);
                }
              }
            })
        .build();
  }

  private List<Verdict> type(
      BehaviorMonitor monitor, SubjectId who, World.Typist typist, int entries) {
    List<Verdict> verdicts = new ArrayList<>();
    try (BehaviorSession session = monitor.open(options(who, "s" + ++sessions))) {
      for (int i = 0; i < entries; i++) {
        typist.type(session);
        verdicts.add(session.assess().computedVerdict());
      }
    }
    return verdicts;
  }

  @Test
  void subjectWhoTypesOtherwise_isRecordedAndToldOnce() {
    BehaviorMonitor monitor = monitor(POLICY);
    World.Typist alice = new World.Typist(1, 7);
    type(monitor, ALICE, alice, 12 * RUN);
    alice.slowBy(60_000);
    type(monitor, ALICE, alice, 25 * RUN);
    assertThat(monitor.settle(LONG)).isTrue();
    List<AuditRecord.Drifted> records = world.records(AuditRecord.Drifted.class);
    assertThat(records).hasSize(1).isEqualTo(told);
    AuditRecord.Drifted drifted = records.get(0);
    assertThat(drifted.subjectKey()).isEqualTo(monitor.subjectKey(ALICE));
    assertThat(drifted.source()).isEqualTo("keystroke/field.password");
    assertThat(drifted.from()).isEqualTo("STABLE");
    assertThat(drifted.to()).isEqualTo("DRIFTED");
    assertThat(drifted.reference()).isEqualTo(12);
    assertThat(drifted.ks()).isEqualTo(1);
    assertThat(drifted.pValue()).isLessThan(0.01);
    assertThat(monitor.drift().drifted()).isEqualTo(1);
    assertThat(monitor.drift().changes()).isEqualTo(1);
  }

  @Test
  void subjectWhoTypesAsBefore_isNoNews() {
    BehaviorMonitor monitor = monitor(POLICY);
    type(monitor, ALICE, new World.Typist(1, 7), 50 * RUN);
    assertThat(told).noneMatch(record -> record.to().equals("DRIFTED"));
    assertThat(monitor.drift().followed()).isEqualTo(1);
    assertThat(monitor.drift().drifted()).isZero();
  }

  @Test
  void drift_changesNoDecision() {
    List<List<Verdict>> verdicts = new ArrayList<>();
    for (DriftPolicy policy : List.of(POLICY, DriftPolicy.off())) {
      world = new World();
      BehaviorMonitor monitor = monitor(policy);
      World.Typist alice = new World.Typist(1, 7);
      List<Verdict> all = new ArrayList<>(type(monitor, ALICE, alice, 20 * RUN));
      alice.slowBy(15_000);
      all.addAll(type(monitor, ALICE, alice, 25 * RUN));
      verdicts.add(all);
    }
    assertThat(told).isNotEmpty();
    assertThat(verdicts.get(0)).isEqualTo(verdicts.get(1));
  }

  @Test
  void off_followsNothing() {
    BehaviorMonitor monitor = monitor(DriftPolicy.off());
    type(monitor, ALICE, new World.Typist(1, 7), 5 * RUN);
    assertThat(monitor.drift().followed()).isZero();
    assertThat(monitor.health().dependencies()).doesNotContainKey("drift");
  }

  @Test
  void everybodySlower_isToldOfEverybodyAndNeverDown() {
    BehaviorMonitor monitor = monitor(POLICY);
    List<World.Typist> people = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      people.add(new World.Typist(i, 100 + i));
    }
    for (int i = 0; i < people.size(); i++) {
      type(monitor, SubjectId.of("p" + i), people.get(i), 12 * RUN);
    }
    everybody(monitor, people, 4);
    assertThat(monitor.drift().everybody()).containsValue(DriftLevel.STABLE);
    people.forEach(each -> each.slowBy(20_000));
    everybody(monitor, people, 4);
    assertThat(monitor.settle(LONG)).isTrue();
    assertThat(monitor.drift().hasEverybodyDrifted()).isTrue();
    assertThat(told)
        .anySatisfy(
            record -> {
              assertThat(record.subjectKey()).isNull();
              assertThat(record.to()).isEqualTo("DRIFTED");
            });
    assertThat(monitor.health().dependencies().get("drift").status())
        .isEqualTo(Health.Status.DEGRADED);
    assertThat(monitor.health().ready()).isTrue();
  }

  private void everybody(BehaviorMonitor monitor, List<World.Typist> people, int times) {
    for (int session = 0; session < times; session++) {
      for (int i = 0; i < people.size(); i++) {
        type(monitor, SubjectId.of("p" + i), people.get(i), RUN);
      }
    }
  }

  @Test
  void erase_forgetsWhatWasFollowed() {
    BehaviorMonitor monitor = monitor(POLICY);
    type(monitor, ALICE, new World.Typist(1, 7), 5 * RUN);
    assertThat(monitor.drift().followed()).isEqualTo(1);
    int unused = monitor.erase(ALICE, "asked for");
    assertThat(monitor.drift().followed()).isZero();
  }

  @Test
  void moreSourcesThanAllowed_areLeftOutAndCounted() {
    BehaviorMonitor monitor = monitor(POLICY.withSubjects(1));
    type(monitor, ALICE, new World.Typist(1, 7), RUN);
    type(monitor, World.BOB, new World.Typist(2, 7), RUN);
    assertThat(monitor.drift().followed()).isEqualTo(1);
    assertThat(monitor.drift().dropped()).isEqualTo(RUN);
    world.clock.advance(Duration.ofDays(31));
    type(monitor, World.BOB, new World.Typist(2, 8), RUN);
    assertThat(monitor.drift().followed()).isEqualTo(1);
    assertThat(monitor.drift().dropped()).isEqualTo(RUN);
  }
}
