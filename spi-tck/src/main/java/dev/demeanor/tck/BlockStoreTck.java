package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockStore;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules BS-1 to BS-7 of {@link BlockStore}. Write {@link #newStore}. */
public abstract class BlockStoreTck {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final BlockTarget ALICE = BlockTarget.account(SubjectId.of("alice"));

  private final MovableClock clock = new MovableClock();

  @SuppressWarnings("NullAway.Init") // set before each test
  private BlockStore store;

  /** Makes this inherited test. */
  protected BlockStoreTck() {}

  /** Opens an empty store, apart from all others this test has opened; the test closes it. */
  protected abstract BlockStore newStore(Clock clock);

  /**
   * Opens an empty store that holds at most {@code capacity} blocks. Empty by default, for stores
   * without a limit; that skips tests.
   */
  protected Optional<BlockStore> newStore(Clock storeClock, int capacity) {
    return Optional.empty();
  }

  @BeforeEach
  void open() {
    store = newStore(clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("BS-1 a saved block is found and listed, all its parts")
  void bs1_savedBlockIsFoundAndListed() {
    List<Block> blocks = blocksOfEveryKind();
    blocks.forEach(store::save);
    for (Block block : blocks) {
      assertThat(store.find(block.id())).contains(block);
    }
    assertThat(store.active(NOW)).containsExactlyInAnyOrderElementsOf(blocks);
  }

  @Test
  @DisplayName("BS-1 nothing is found or listed where nothing was saved")
  void bs1_findsNothingAtFirst() {
    assertThat(store.find("b1")).isEmpty();
    assertThat(store.active(NOW)).isEmpty();
  }

  @Test
  @DisplayName("BS-1 a block of the longest names and any script is kept")
  void bs1_keepsUnusualNames() {
    SubjectId subject = new SubjectId("t".repeat(256), "\uD83D\uDE80'\"%".repeat(51));
    Block block = block("b-\u00e9", BlockTarget.account(subject), HOUR);
    store.save(block);
    assertThat(store.find("b-\u00e9")).contains(block);
  }

  @Test
  @DisplayName("BS-1 a removed block is neither found nor listed")
  void bs1_removedBlockIsGone() {
    store.save(block("b1", ALICE, HOUR));
    store.remove("b1");
    assertThat(store.find("b1")).isEmpty();
    assertThat(store.active(NOW)).isEmpty();
  }

  @Test
  @DisplayName("BS-2 saving the same block again changes nothing")
  void bs2_saveIsIdempotent() {
    Block block = block("b1", ALICE, HOUR);
    store.save(block);
    store.save(block);
    assertThat(store.active(NOW)).containsExactly(block);
    assertThat(store.remove("b1")).contains(block);
    assertThat(store.active(NOW)).isEmpty();
  }

  @Test
  @DisplayName("BS-2 another block under the same id replaces the stored one")
  void bs2_extensionReplaces() {
    store.save(block("b1", ALICE, HOUR));
    Block extended = block("b1", ALICE, HOUR.multipliedBy(5));
    store.save(extended);
    assertThat(store.find("b1")).contains(extended);
    assertThat(store.active(NOW.plus(HOUR.multipliedBy(2)))).containsExactly(extended);
  }

  @Test
  @DisplayName("BS-2 many threads that save one block save it once")
  void bs2_concurrentSavesAreOne() throws Exception {
    Block block = block("b1", ALICE, HOUR);
    Race.run(
        6,
        thread -> {
          store.save(block);
          return thread;
        });
    assertThat(store.active(NOW)).containsExactly(block);
  }

  @Test
  @DisplayName("BS-3 a block is listed until it expires and not at that moment")
  void bs3_listedUntilExpiry() {
    Block shortBlock = block("b1", ALICE, HOUR);
    Block longBlock = block("b2", ALICE, HOUR.multipliedBy(2));
    store.save(shortBlock);
    store.save(longBlock);
    assertThat(store.active(NOW.plus(HOUR).minusMillis(1)))
        .containsExactlyInAnyOrder(shortBlock, longBlock);
    assertThat(store.active(NOW.plus(HOUR))).containsExactly(longBlock);
    assertThat(store.active(NOW.plus(HOUR.multipliedBy(2)))).isEmpty();
  }

  @Test
  @DisplayName("BS-3 the given time counts, not the store's clock")
  void bs3_givenTimeCounts() {
    Block block = block("b1", ALICE, HOUR);
    store.save(block);
    assertThat(store.active(NOW.plus(HOUR))).isEmpty();
    assertThat(store.active(NOW)).containsExactly(block);
  }

  @Test
  @DisplayName("BS-3 several blocks on one target are all listed")
  void bs3_severalOnOneTargetAreListed() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Block block = block("b" + i, ALICE, HOUR.multipliedBy(i + 1));
      blocks.add(block);
      store.save(block);
    }
    assertThat(store.active(NOW)).containsExactlyInAnyOrderElementsOf(blocks);
    store.remove("b2");
    assertThat(store.active(NOW)).hasSize(4).doesNotContain(blocks.get(2));
  }

  @Test
  @DisplayName("BS-3 what many threads save is all listed")
  void bs3_concurrentSavesAreAllListed() throws Exception {
    Race.run(
        4,
        thread -> {
          for (int i = 0; i < 25; i++) {
            store.save(block("b" + thread + "-" + i, ALICE, HOUR));
          }
          return thread;
        });
    assertThat(store.active(NOW)).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("BS-3 what 64 writers save, extend and remove is as they left it")
  void bs3_manyWriters() throws Exception {
    Race.run(
        64,
        thread -> {
          BlockTarget target = BlockTarget.account(new SubjectId("t" + thread % 8, "alice"));
          store.save(block("keep" + thread, target, HOUR));
          store.save(block("keep" + thread, target, HOUR.multipliedBy(3)));
          store.save(block("lift" + thread, target, HOUR));
          return store.remove("lift" + thread).isPresent();
        });
    assertThat(store.active(NOW.plus(HOUR.multipliedBy(2)))).hasSize(64).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("BS-3 blocks of two tenants on one name are two blocks")
  void bs3_tenantsNeverMix() {
    Block ours = block("b1", BlockTarget.account(new SubjectId("one", "alice")), HOUR);
    Block theirs = block("b2", BlockTarget.account(new SubjectId("two", "alice")), HOUR);
    store.save(ours);
    store.save(theirs);
    assertThat(store.active(NOW)).containsExactlyInAnyOrder(ours, theirs);
    store.remove("b1");
    assertThat(store.active(NOW)).containsExactly(theirs);
  }

  @Test
  @DisplayName("BS-3 a clock that jumps loses no block and lengthens none")
  void bs3_clockJumps() {
    Block before = block("b1", ALICE, HOUR);
    Block after = block("b2", ALICE, HOUR);
    store.save(before);
    clock.advance(Duration.ofDays(3650));
    store.save(after);
    clock.advance(Duration.ofDays(-7300));
    assertThat(store.active(NOW)).containsExactlyInAnyOrder(before, after);
    assertThat(store.active(NOW.plus(HOUR))).isEmpty();
  }

  @Test
  @DisplayName("BS-4 remove answers the block that was there, then empty")
  void bs4_removeAnswersBlock() {
    Block block = block("b1", ALICE, HOUR);
    store.save(block);
    store.save(block("b2", ALICE, HOUR));
    assertThat(store.remove("b1")).contains(block);
    assertThat(store.remove("b1")).isEmpty();
    assertThat(store.find("b2")).isPresent();
  }

  @Test
  @DisplayName("BS-4 of many that remove one block exactly one gets it")
  void bs4_oneOfManyRemoves() throws Exception {
    store.save(block("b1", ALICE, HOUR));
    assertThat(Race.run(6, thread -> store.remove("b1").isPresent())).containsOnlyOnce(true);
  }

  @Test
  @DisplayName("BS-5 a full store refuses a new block and keeps the active ones")
  void bs5_fullStoreRefuses() {
    Optional<BlockStore> bounded = newStore(clock, 3);
    assumeTrue(bounded.isPresent(), "has no limit? else override newStore(clock, capacity)");
    try (BlockStore full = bounded.orElseThrow()) {
      List<Block> kept = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        kept.add(block("b" + i, ALICE, HOUR));
        full.save(kept.get(i));
      }
      refused("save into a full store", () -> full.save(block("b3", ALICE, HOUR)));
      assertThat(full.active(NOW)).containsExactlyInAnyOrderElementsOf(kept);
    }
  }

  @Test
  @DisplayName("BS-5 a full store still extends a block it holds")
  void bs5_fullStoreExtends() {
    Optional<BlockStore> bounded = newStore(clock, 1);
    assumeTrue(bounded.isPresent(), "has no limit? else override newStore(clock, capacity)");
    try (BlockStore full = bounded.orElseThrow()) {
      full.save(block("b1", ALICE, HOUR));
      Block extended = block("b1", ALICE, HOUR.multipliedBy(2));
      full.save(extended);
      assertThat(full.active(NOW)).containsExactly(extended);
    }
  }

  @Test
  @DisplayName("BS-5 an active block outlives many others and their expiry")
  void bs5_activeBlockIsNotEvicted() {
    Block first = block("first", ALICE, HOUR.multipliedBy(100));
    store.save(first);
    for (int i = 0; i < 500; i++) {
      store.save(block("b" + i, ALICE, Duration.ofMillis(1)));
    }
    clock.advance(HOUR);
    assertThat(store.active(NOW.plus(HOUR))).containsExactly(first);
  }

  @Test
  @DisplayName("BS-7 what holds no more is listed as expired and stays until it is removed")
  void bs7_listsExpired() {
    Block ended = block("b1", ALICE, HOUR);
    Block extended = block("b2", ALICE, HOUR.multipliedBy(3));
    store.save(ended);
    store.save(block("b2", ALICE, HOUR));
    store.save(extended);
    assertThat(store.expired(NOW.plus(HOUR).minusMillis(1), 10)).isEmpty();
    assertThat(store.expired(NOW.plus(HOUR), 10)).containsExactly(ended);
    assertThat(store.expired(NOW.plus(HOUR), 10)).containsExactly(ended);
    assertThat(store.remove("b1")).contains(ended);
    assertThat(store.expired(NOW.plus(HOUR), 10)).isEmpty();
  }

  @Test
  @DisplayName("BS-7 no more expired blocks are listed than asked for")
  void bs7_listsNoMoreThanAsked() {
    for (int i = 0; i < 5; i++) {
      store.save(block("b" + i, ALICE, HOUR));
    }
    assertThat(store.expired(NOW.plus(HOUR), 2)).hasSize(2).doesNotHaveDuplicates();
    assertThat(store.expired(NOW.plus(HOUR), 5)).hasSize(5);
  }

  @Test
  @DisplayName("BS-6 after close every call is a StoreException")
  void bs6_closedStoreRefuses() {
    store.close();
    refused("save", () -> store.save(block("b1", ALICE, HOUR)));
    refused("find", () -> store.find("b1"));
    refused("active", () -> store.active(NOW));
    refused("expired", () -> store.expired(NOW, 1));
    refused("remove", () -> store.remove("b1"));
  }

  @Test
  @DisplayName("BS-6 closing twice is harmless")
  void bs6_closeIsIdempotent() {
    store.close();
    store.close();
  }

  private static void refused(String call, ThrowingCallable code) {
    assertThatThrownBy(code).as(call).isInstanceOf(StoreException.class);
  }

  private static List<Block> blocksOfEveryKind() {
    List<BlockTarget> targets =
        List.of(
            ALICE,
            BlockTarget.account(new SubjectId("other", "alice")),
            BlockTarget.session("default", new SessionId("alice")),
            BlockTarget.device("default", "alice"),
            BlockTarget.address("default", "2001:db8::1"));
    List<Block> blocks = new ArrayList<>();
    for (Block.Origin origin : Block.Origin.values()) {
      for (BlockTarget target : targets) {
        String id = "b" + blocks.size();
        blocks.add(new Block(id, target, origin, "jane", "REASON", NOW, NOW.plus(HOUR)));
      }
    }
    return blocks;
  }

  private static Block block(String id, BlockTarget target, Duration length) {
    return new Block(
        id, target, Block.Origin.OPERATOR, "jane", "lost device", NOW, NOW.plus(length));
  }
}
