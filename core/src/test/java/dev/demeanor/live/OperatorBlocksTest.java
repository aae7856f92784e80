package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.Access;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.subject.SessionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks that operators make and lift. */
class OperatorBlocksTest {

  private final World world = new World();

  @Test
  void block_byOperatorIsEnforcedInShadowOnEveryKindOfTarget() {
    BehaviorMonitor monitor = world.direct().build();
    BehaviorSession session = monitor.open(options(ALICE, "s").from("device-1", "203.0.113.9"));
    for (BlockTarget target :
        List.of(
            BlockTarget.account(ALICE),
            BlockTarget.device("default", "device-1"),
            BlockTarget.address("default", "203.0.113.9"),
            BlockTarget.session("default", new SessionId("s")))) {
      Block block = monitor.block(target, Duration.ofHours(1), "jane", "stolen");
      assertThat(session.access()).isEqualTo(new Access.Blocked(block));
      assertThat(session.assess().verdict()).isEqualTo(Verdict.DENY);
      assertThat(monitor.unblock(block.id(), "jane", "found")).contains(block);
      assertThat(session.access().isAllowed()).isTrue();
      assertThat(session.assess().verdict()).isEqualTo(Verdict.ALLOW);
    }
    assertThat(monitor.unblock("none", "jane", "found")).isEmpty();
  }

  @Test
  void unblock_needsActorAndReason() {
    BehaviorMonitor monitor = world.direct().build();
    Block block = monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "jane", "x");
    assertThatThrownBy(() -> monitor.unblock(block.id(), " ", "why"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> monitor.unblock(block.id(), "jane", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(monitor.blocks()).containsExactly(block);
  }

  @Test
  void block_thatCannotBeRecordedDoesNotExist() {
    BehaviorMonitor monitor = world.direct().build();
    world.audit.down = true;
    for (int i = 0; i < 10; i++) { // also when the circuit breaker is open
      assertThatThrownBy(
              () -> monitor.block(BlockTarget.account(ALICE), Duration.ofHours(1), "jane", "x"))
          .isInstanceOf(StoreException.class);
    }
    assertThat(monitor.blocks()).isEmpty();
    assertThat(world.blocks.kept.active(world.clock.instant())).isEmpty();
    assertThat(monitor.health().dependencies().get("audit").status()).isEqualTo(Health.Status.DOWN);
  }
}
