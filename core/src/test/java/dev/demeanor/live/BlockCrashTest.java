package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds after a restart is what the records say, wherever a store or the process failed. */
class BlockCrashTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final World world = new World();
  private final Set<String> failing = new HashSet<>();
  private Runnable afterActive = () -> {};

  /** The block store, some of whose methods fail. */
  private final BlockStore store =
      (BlockStore)
          Proxy.newProxyInstance(
              BlockStore.class.getClassLoader(),
              new Class<?>[] {BlockStore.class},
              (proxy, called, arguments) -> {
                if (failing.contains(called.getName())) {
                  throw new StoreException("down", null);
                }
                Object answer = called.invoke(world.blocks.kept, arguments);
                if (called.getName().equals("active")) {
                  afterActive.run();
                }
                return answer;
              });

  private BehaviorMonitor start() {
    return world.direct().blocks(store).build();
  }

  private Block block(BehaviorMonitor monitor) {
    Block block = monitor.block(BlockTarget.account(ALICE), HOUR, "jane", "stolen");
    world.clock.advance(Duration.ofMinutes(1));
    return block;
  }

  private static boolean isBlocked(BehaviorMonitor monitor) {
    return !monitor.open(options(ALICE, "s")).access().isAllowed();
  }

  private void settle(BehaviorMonitor monitor) {
    for (int i = 0; i < 3; i++) {
      world.clock.advance(Duration.ofSeconds(61));
      assertThat(monitor.settle(Duration.ofMinutes(2))).isTrue();
    }
  }

  @Test
  void unblock_whileTheStoreIsDown_changesNothing() {
    BehaviorMonitor monitor = start();
    Block block = block(monitor);
    failing.add("save");
    failing.add("remove");
    assertThatThrownBy(() -> monitor.unblock(block.id(), "jo", "found"))
        .isInstanceOf(StoreException.class);
    assertThat(world.records(AuditRecord.Unblocked.class)).isEmpty();
    assertThat(isBlocked(monitor)).isTrue();
    failing.clear();
    BehaviorMonitor next = start();
    settle(next);
    assertThat(next.blocks()).containsExactly(block);
    assertThat(world.records(AuditRecord.Unblocked.class)).isEmpty();
  }

  @Test
  void unblock_whoseRecordIsDurable_holdsAfterARestart() {
    BehaviorMonitor monitor = start();
    Block block = block(monitor);
    failing.add("remove");
    assertThat(monitor.unblock(block.id(), "jo", "found")).contains(block);
    assertThat(isBlocked(monitor)).isFalse();
    BehaviorMonitor next = start(); // the store removes nothing yet
    assertThat(isBlocked(next)).isFalse();
    failing.clear();
    settle(next);
    assertThat(world.blocks.kept.find(block.id())).isEmpty();
    assertThat(world.records(AuditRecord.Unblocked.class))
        .singleElement()
        .satisfies(record -> assertThat(record.actor()).isEqualTo("jo"));
    assertThat(world.records(AuditRecord.Expired.class)).isEmpty();
  }

  @Test
  void unblock_thatCannotBeRecorded_leavesTheBlockAlsoAfterARestart() {
    BehaviorMonitor monitor = start();
    Block block = block(monitor);
    world.audit.down = true;
    assertThatThrownBy(() -> monitor.unblock(block.id(), "jo", "found"))
        .isInstanceOf(StoreException.class);
    world.audit.down = false;
    assertThat(isBlocked(monitor)).isTrue();
    BehaviorMonitor next = start();
    settle(next);
    assertThat(next.blocks()).containsExactly(block);
    assertThat(world.blocks.kept.find(block.id())).contains(block);
    assertThat(world.records(AuditRecord.Unblocked.class)).isEmpty();
  }

  @Test
  void unblock_thatACrashCutOffBeforeItsRecord_isRecordedByTheNextStart() {
    Block block = block(start());
    world.blocks.kept.save(BlockMark.lifting(block, "jo", "found", world.clock.instant()));
    BehaviorMonitor next = start();
    assertThat(isBlocked(next)).isFalse();
    settle(next);
    assertThat(world.records(AuditRecord.Unblocked.class))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.block().id()).isEqualTo(block.id());
              assertThat(record.actor()).isEqualTo("jo");
              assertThat(record.justification()).isEqualTo("found");
            });
    assertThat(world.records(AuditRecord.Expired.class)).isEmpty();
    assertThat(world.blocks.kept.find(block.id())).isEmpty();
  }

  @Test
  void block_thatACrashCutOffBeforeItsRecord_isRecordedByTheNextStart() {
    Block block = block(start());
    World other = new World(); // its audit knows nothing of the block
    world.blocks.kept.save(BlockMark.making(block));
    BehaviorMonitor next = world.direct().blocks(store).audit(other.audit).build();
    assertThat(next.blocks()).containsExactly(block);
    assertThat(other.records(AuditRecord.Blocked.class))
        .singleElement()
        .satisfies(record -> assertThat(record.block().reason()).isEqualTo("stolen"));
    assertThat(world.blocks.kept.find(block.id())).contains(block);
  }

  @Test
  void block_thatCannotBeRecordedNorTakenBack_isTakenBackWhenTheStoreAnswers() {
    BehaviorMonitor monitor = start();
    world.audit.down = true;
    failing.add("remove");
    assertThatThrownBy(() -> block(monitor)).isInstanceOf(StoreException.class);
    world.audit.down = false;
    failing.clear();
    settle(monitor);
    assertThat(world.blocks.kept.active(world.clock.instant())).isEmpty();
    assertThat(monitor.blocks()).isEmpty();
    assertThat(world.records(AuditRecord.Blocked.class)).isEmpty();
  }

  @Test
  void extension_thatIsOnRecord_isSavedWhenTheStoreAnswers() {
    BehaviorMonitor monitor = start();
    Block block = block(monitor);
    failing.add("save");
    Block longer = monitor.extend(block.id(), HOUR.multipliedBy(5), "jo", "open").orElseThrow();
    assertThat(monitor.blocks()).containsExactly(longer);
    failing.clear();
    settle(monitor);
    assertThat(world.blocks.kept.find(block.id())).contains(longer);
  }

  @Test
  void block_refusesAReasonThatCouldBeTakenForAMark() {
    BehaviorMonitor monitor = start();
    assertThatThrownBy(
            () -> monitor.block(BlockTarget.account(ALICE), HOUR, "jane", "[unfinished block] x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[unfinished ");
  }

  @Test
  void start_whileTheStoreIsDown_readsTheBlocksWhenItIsBack() {
    Block block = block(start());
    failing.add("active");
    BehaviorMonitor monitor = start();
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    assertThat(session.access().isAllowed()).isTrue();
    assertThat(session.assess().reasons()).contains(ReasonCode.BLOCKS_UNAVAILABLE);
    Health health = monitor.health();
    assertThat(health.dependencies().get("blocks").status()).isEqualTo(Health.Status.DOWN);
    assertThat(health.ready()).isFalse();
    failing.clear();
    settle(monitor);
    assertThat(monitor.blocks()).containsExactly(block);
    assertThat(session.access().isAllowed()).isFalse();
    assertThat(monitor.health().ready()).isTrue();
    assertThat(session.assess().reasons()).doesNotContain(ReasonCode.BLOCKS_UNAVAILABLE);
  }

  @Test
  void unblock_whileTheBlocksAreRead_stands() {
    Block block = block(start());
    failing.add("active");
    BehaviorMonitor monitor = start();
    failing.clear();
    afterActive =
        () -> {
          afterActive = () -> {};
          assertThat(monitor.unblock(block.id(), "jo", "found")).contains(block);
        };
    settle(monitor);
    assertThat(monitor.blocks()).isEmpty();
    assertThat(isBlocked(monitor)).isFalse();
  }
}
