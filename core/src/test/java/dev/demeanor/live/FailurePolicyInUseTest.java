package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.Dependency;
import dev.demeanor.policy.FailurePolicy;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What applies on a route while something does not answer, and what health says of it. */
class FailurePolicyInUseTest {

  private static final FailurePolicy POLICY =
      FailurePolicy.defaults()
          .with("/transfers/**", Dependency.TEMPLATES, Verdict.CHALLENGE)
          .with("/transfers/**", Dependency.AUDIT, Verdict.DENY)
          .with(Dependency.BLOCKS, Verdict.CHALLENGE);

  private final World world = new World();

  private BehaviorMonitor enforcing(FailurePolicy policy) {
    world.config = world.config.withFailures(policy).enforcedBy("jane", "pilot");
    return world.direct().scheduler(Trails.never()).build();
  }

  @Test
  void assess_followsTheFailurePolicyOfItsRoute() {
    BehaviorMonitor monitor = enforcing(POLICY);
    BehaviorSession session = monitor.open(World.options(World.ALICE, "s"));
    world.templates.down = true;
    new World.Typist(1, 5).type(session);
    Decision elsewhere = session.assess("r-1", "/accounts");
    assertThat(elsewhere.verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(elsewhere.has(ReasonCode.TEMPLATES_UNAVAILABLE)).isTrue();
    assertThat(session.assess("r-2", "/transfers/{id}").verdict()).isEqualTo(Verdict.CHALLENGE);
    world.audit.down = true;
    Decision unproved = session.assess("r-3", "/transfers/{id}");
    assertThat(unproved.verdict()).isEqualTo(Verdict.DENY);
    assertThat(unproved.has(ReasonCode.NOT_DURABLE)).isTrue();
    world.audit.down = false;
    world.clock.advance(Duration.ofSeconds(6));
    assertThat(monitor.settle(Duration.ofMinutes(2))).isTrue();
    assertThat(world.records(AuditRecord.Decided.class))
        .extracting(AuditRecord.Decided::route)
        .containsExactly("/accounts", "/transfers/{id}", "/transfers/{id}");
    monitor.close();
  }

  private void failBlocks(BehaviorMonitor monitor) {
    world.blocks.down = true;
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(
              () ->
                  monitor.block(
                      BlockTarget.device("default", "d"), Duration.ofHours(1), "jane", "lost"))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void assess_saysThatBlocksMayBeMissing() {
    BehaviorMonitor monitor = enforcing(POLICY);
    BehaviorSession session = monitor.open(World.options(World.ALICE, "s"));
    assertThat(session.assess().has(ReasonCode.BLOCKS_UNAVAILABLE)).isFalse();
    failBlocks(monitor);
    Decision decision = session.assess();
    assertThat(decision.has(ReasonCode.BLOCKS_UNAVAILABLE)).isTrue();
    assertThat(decision.verdict()).isEqualTo(Verdict.CHALLENGE);
    monitor.close();
  }

  @Test
  void health_isNotReadyWhileEverybodyIsDenied() {
    BehaviorMonitor monitor = enforcing(POLICY.with(Dependency.BLOCKS, Verdict.DENY));
    assertThat(List.of(monitor.health().live(), monitor.health().ready())).containsOnly(true);
    failBlocks(monitor);
    Health health = monitor.health();
    assertThat(health.live()).isTrue();
    assertThat(health.ready()).isFalse();
    Health.State blocks = health.dependencies().get("blocks");
    assertThat(blocks.status()).isEqualTo(Health.Status.DOWN);
    assertThat(blocks.since()).isEqualTo(world.clock.instant());
    monitor.close();
    assertThat(monitor.health().live()).isFalse();
    assertThat(monitor.health().ready()).isFalse();
  }

  @Test
  void health_staysReadyWhileThePolicyLetsPeopleIn() {
    BehaviorMonitor monitor = enforcing(POLICY);
    failBlocks(monitor);
    assertThat(monitor.health().ready()).isTrue();
    monitor.close();
  }
}
