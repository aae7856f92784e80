package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions while the audit or templates cannot be had. */
class DependenciesDownTest {

  private final World world = new World();

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void assess_answersFailurePolicyWhenAuditIsDownAndWritesTheRecordAfterwards(Verdict policy) {
    world.config = world.config.withFailurePolicy(Verdict.ALLOW, policy);
    BehaviorMonitor monitor = world.enforcing();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    world.audit.down = true;
    Decision decision = World.impostor(session);
    assertThat(decision.computedVerdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.verdict()).isEqualTo(policy);
    assertThat(decision.has(ReasonCode.NOT_DURABLE)).isTrue();
    assertThat(session.access().isAllowed()).as("nothing takes effect").isTrue();
    assertThat(monitor.statistics().notDurable()).isPositive();
    world.audit.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    session.assess();
    monitor.close();
    assertThat(world.records())
        .extracting(AuditRecord::id)
        .contains(decision.id() + "-not-durable");
    assertThat(world.records(AuditRecord.Blocked.class))
        .allSatisfy(b -> assertThat(world.blocks.kept.find(b.block().id())).isPresent());
  }

  @Test
  void assess_keepsBlockedSessionOutWhenAuditIsDown() {
    BehaviorMonitor monitor = world.enforcing();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "jane", "stolen");
    world.audit.down = true;
    assertThat(session.assess().verdict()).isEqualTo(Verdict.DENY);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void assess_answersFailurePolicyWhenTemplatesAreDownAndComparesLater(Verdict policy) {
    world.config = world.config.withFailurePolicy(policy, Verdict.ALLOW);
    BehaviorMonitor monitor = world.enforcing();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    world.templates.down = true;
    new World.Typist(1, 5).type(session);
    Decision decision = session.assess();
    assertThat(decision.verdict()).isEqualTo(policy);
    assertThat(decision.has(ReasonCode.TEMPLATES_UNAVAILABLE)).isTrue();
    for (int i = 0; i < 10; i++) {
      session.assess();
    }
    assertThat(monitor.health().dependencies().get("templates").status())
        .isEqualTo(Health.Status.DOWN);
    assertThatThrownBy(() -> monitor.enrolment(ALICE)).isInstanceOf(StoreException.class);
    world.templates.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    decision = session.assess();
    assertThat(decision.has(ReasonCode.TEMPLATES_UNAVAILABLE)).isFalse();
    assertThat(decision.confidence()).as("the window waited").isPositive();
    monitor.enrolment(ALICE);
    assertThat(monitor.health().dependencies().get("templates").status())
        .isEqualTo(Health.Status.UP);
  }

  @Test
  void assess_leavesCorruptTemplateAsItIsAndComparesOtherSources() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    var key = world.templates.keys(ALICE).stream().filter(k -> k.source().isFixedText()).toList();
    var stored = world.templates.find(key.get(0)).orElseThrow();
    var corrupt =
        new dev.demeanor.spi.store.Template(
            stored.key(),
            stored.version(),
            stored.detector(),
            stored.schemaHash(),
            stored.samples(),
            stored.updatedAt(),
            new byte[] {1, 2, 3});
    world.templates.save(corrupt, stored.version());
    BehaviorMonitor other = world.direct().build();
    BehaviorSession session = other.open(options(ALICE, "s"));
    new World.Typist(1, 5).type(session);
    new World.Typist(2, 5).type(session, session.field("other", 0));
    Decision decision = session.assess();
    assertThat(decision.reasons())
        .contains(ReasonCode.TEMPLATES_UNAVAILABLE, ReasonCode.COLD_START);
    assertThat(world.templates.find(key.get(0)).orElseThrow().payload())
        .isEqualTo(corrupt.payload());
    assertThat(other.enrolment(ALICE)).hasSize(2);
  }
}
