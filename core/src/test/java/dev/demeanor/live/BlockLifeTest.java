package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** From the making of a block to its end, and what is told of it. */
class BlockLifeTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private final World world = new World();

  private Block block(BehaviorMonitor monitor) {
    return monitor.block(BlockTarget.account(ALICE), HOUR, "jane", "stolen");
  }

  private void settle(BehaviorMonitor monitor) {
    assertThat(monitor.settle(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void expiredBlock_isToldOnceAndLeavesTheStore() {
    BehaviorMonitor monitor = world.direct().build();
    Block block = block(monitor);
    settle(monitor);
    assertThat(world.records(AuditRecord.Expired.class)).isEmpty();
    world.clock.advance(HOUR);
    for (int i = 0; i < 3; i++) {
      world.clock.advance(Duration.ofMinutes(2));
      settle(monitor);
    }
    assertThat(world.records(AuditRecord.Expired.class))
        .singleElement()
        .satisfies(
            expired -> {
              assertThat(expired.block().id()).isEqualTo(block.id());
              assertThat(expired.at()).isEqualTo(block.expiresAt());
              assertThat(expired.targetKey()).isEqualTo(monitor.subjectKey(ALICE));
            });
    assertThat(world.blocks.kept.find(block.id())).isEmpty();
  }

  @Test
  void expiredBlock_isToldByADecisionThatComesLater() {
    BehaviorMonitor monitor = world.direct().build();
    block(monitor);
    world.clock.advance(HOUR);
    monitor.open(options(ALICE, "s")).assess();
    settle(monitor);
    assertThat(world.records(AuditRecord.Expired.class)).hasSize(1);
  }

  @Test
  void blockThatExpiredWhileNobodyRan_isToldByTheNextOne() {
    BehaviorMonitor monitor = world.direct().build();
    Block block = block(monitor);
    monitor.close();
    world.clock.advance(HOUR);
    BehaviorMonitor next = world.direct().build();
    settle(next);
    BehaviorMonitor another = world.direct().build();
    settle(another);
    assertThat(world.records(AuditRecord.Expired.class)).hasSize(1);
    assertThat(world.blocks.kept.find(block.id())).isEmpty();
  }

  @Test
  void liftedBlock_isNotToldAsExpired() {
    BehaviorMonitor monitor = world.direct().build();
    monitor.unblock(block(monitor).id(), "jane", "found");
    world.clock.advance(HOUR);
    settle(monitor);
    assertThat(world.records(AuditRecord.Unblocked.class)).hasSize(1);
    assertThat(world.records(AuditRecord.Expired.class)).isEmpty();
  }

  @Test
  void extend_keepsTheBlockLongerAndIsRecordedBesideIt() {
    BehaviorMonitor monitor = world.direct().build();
    Block block = block(monitor);
    Block longer = monitor.extend(block.id(), HOUR.multipliedBy(3), "jo", "open").orElseThrow();
    Block longest = monitor.extend(block.id(), HOUR.multipliedBy(5), "jo", "open").orElseThrow();
    assertThat(longer.expiresAt()).isAfter(block.expiresAt());
    assertThat(monitor.blocks()).containsExactly(longest);
    world.clock.advance(HOUR.multipliedBy(4));
    settle(monitor);
    assertThat(monitor.open(options(ALICE, "s")).access().isAllowed()).isFalse();
    assertThat(world.records(AuditRecord.Extended.class))
        .hasSize(2)
        .extracting(AuditRecord.Extended::until)
        .containsExactly(block.expiresAt(), longer.expiresAt());
    assertThat(world.records()).extracting(AuditRecord::id).doesNotHaveDuplicates();
    world.clock.advance(HOUR.multipliedBy(2));
    settle(monitor);
    assertThat(world.records(AuditRecord.Expired.class)).hasSize(1);
  }

  @Test
  void extend_needsABlockThatHoldsAndSomebodyWhoSaysWhy() {
    BehaviorMonitor monitor = world.direct().build();
    Block block = block(monitor);
    assertThatThrownBy(() -> monitor.extend(block.id(), HOUR, " ", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(monitor.extend("none", HOUR, "jane", "x")).isEmpty();
    world.clock.advance(HOUR);
    assertThat(monitor.extend(block.id(), HOUR, "jane", "x")).isEmpty();
  }

  @Test
  void extensionMadeElsewhere_isNotEndedByWhoDoesNotKnowOfIt() {
    BehaviorMonitor monitor = world.direct().build();
    Block block = block(monitor);
    Instant later = block.expiresAt().plus(HOUR);
    world.blocks.kept.save(
        new Block(
            block.id(),
            block.target(),
            block.origin(),
            block.actor(),
            block.reason(),
            block.createdAt(),
            later));
    world.clock.advance(HOUR);
    settle(monitor);
    assertThat(world.records(AuditRecord.Expired.class)).isEmpty();
    assertThat(monitor.blocks()).extracting(Block::expiresAt).containsExactly(later);
  }

  @Test
  void blockThatCouldNotBeSaved_holdsAndIsSavedWhenTheStoreAnswers() {
    BehaviorMonitor monitor = world.enforcing();
    world.blocks.down = true;
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    World.impostor(session);
    assertThat(session.access().isAllowed()).isFalse();
    assertThat(monitor.health().dependencies().get("blocks").status())
        .isNotEqualTo(Health.Status.UP);
    assertThat(world.blocks.kept.active(world.clock.instant())).isEmpty();
    world.blocks.down = false;
    for (int i = 0; i < 5; i++) { // the circuit breaker tries again, too
      world.clock.advance(Duration.ofSeconds(61));
      session.assess();
      settle(monitor);
    }
    assertThat(world.blocks.kept.active(world.clock.instant())).isEqualTo(monitor.blocks());
    assertThat(monitor.health().dependencies().get("blocks").status()).isEqualTo(Health.Status.UP);
  }

  @Test
  void blockThatCouldNotBeSavedAndIsLifted_doesNotComeBack() {
    BehaviorMonitor monitor = world.enforcing();
    world.blocks.down = true;
    World.impostor(monitor.open(options(ALICE, "s")));
    Block block = monitor.blocks().get(0);
    world.blocks.down = false;
    world.clock.advance(Duration.ofSeconds(10));
    assertThat(monitor.unblock(block.id(), "jane", "found")).contains(block);
    settle(monitor);
    assertThat(monitor.blocks()).isEmpty();
    assertThat(world.blocks.kept.find(block.id())).isEmpty();
  }

  @Test
  void unblock_whileTheStoreIsDown_liftsWhatCouldNotBeSaved() {
    BehaviorMonitor monitor = world.enforcing();
    world.blocks.down = true;
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    World.impostor(session);
    Block block = monitor.blocks().get(0);
    world.blocks.kept.save(block); // a save that came to its end although it seemed to fail
    assertThat(monitor.unblock(block.id(), "jane", "found")).contains(block);
    assertThat(session.access().isAllowed()).isTrue();
    world.blocks.down = false;
    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofSeconds(10));
      settle(monitor);
    }
    assertThat(world.blocks.kept.find(block.id())).isEmpty();
  }

  @Test
  void extend_whileTheStoreIsDown_holdsLongerAndIsSavedWhenTheStoreAnswers() {
    BehaviorMonitor monitor = world.enforcing();
    world.blocks.down = true;
    World.impostor(monitor.open(options(ALICE, "s")));
    Block block = monitor.blocks().get(0);
    Block longer = monitor.extend(block.id(), HOUR, "jo", "open").orElseThrow();
    assertThat(monitor.blocks()).containsExactly(longer);
    world.blocks.down = false;
    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofSeconds(10));
      settle(monitor);
    }
    assertThat(world.blocks.kept.find(block.id())).contains(longer);
  }

  @Test
  void blockThatTheStoreRefuses_keepsNoOtherFromBeingSaved() {
    List<String> saved = new ArrayList<>();
    AtomicBoolean down = new AtomicBoolean(true);
    BlockStore refusing = // refuses what begins with r whatever happens, and all while it is down
        (BlockStore)
            Proxy.newProxyInstance(
                BlockStore.class.getClassLoader(),
                new Class<?>[] {BlockStore.class},
                (proxy, method, arguments) -> {
                  Block block = (Block) arguments[0];
                  if (down.get() || block.id().startsWith("r")) {
                    throw new StoreException("refused", null);
                  }
                  saved.add(block.id());
                  return null;
                });
    UnsavedBlocks unsaved =
        new UnsavedBlocks(refusing, new Breakers(world.clock).blocks, Runnable::run, 10);
    BlockTarget target = BlockTarget.account(ALICE);
    Instant now = world.clock.instant();
    for (String id : new String[] {"r-1", "a", "r-2", "b"}) {
      var unused =
          unsaved.save(
              new Block(id, target, Block.Origin.AUTOMATIC, "p", "R", now, now.plus(HOUR)));
    }
    down.set(false);
    for (int i = 0; i < 10; i++) { // the circuit breaker opens in between
      unsaved.saveAll();
      world.clock.advance(Duration.ofSeconds(10));
    }
    assertThat(saved).containsExactlyInAnyOrder("a", "b");
    assertThat(unsaved.size()).isEqualTo(2);
  }
}
